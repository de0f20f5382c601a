import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { decodeText, type DecodedText } from '../../../lib/decode-text.ts'
import { fileContentQueries, pieceBytes } from '../../../queries/file-content.ts'
import { isWhole, type PreviewProps } from './preview-props.ts'

/** More than this of a text is for an editor, not for a page. */
const mostPieces = 16

/** The text of a file as far as it was asked for. */
export type TextPieces = Readonly<{
  decoded: DecodedText | undefined
  /** Nothing comes after the text. */
  isWhole: boolean
  shownBytes: number
  size: number
  isLoading: boolean
  error: unknown
  /** Reads the next piece; undefined where there is none, or where enough is shown. */
  showMore: (() => void) | undefined
}>

export function useTextPieces({ store, path, head }: PreviewProps): TextPieces {
  const [isWanted, setWanted] = useState(false)
  const query = useInfiniteQuery({ ...fileContentQueries.more(store, path), enabled: isWanted && !isWhole(head) })
  const pages = query.data?.pages
  const shownBytes = (pages ?? []).reduce((sum, { bytes }) => sum + bytes.length, head.bytes.length)
  const hasMore = shownBytes < head.size
  const decoded = useMemo(
    () =>
      decodeText(
        [head, ...(pages ?? [])].map(({ bytes }) => bytes),
        !hasMore,
      ),
    [head, pages, hasMore],
  )
  const canShowMore = hasMore && shownBytes < mostPieces * pieceBytes && !query.isFetching
  return {
    decoded,
    isWhole: !hasMore,
    shownBytes,
    size: head.size,
    isLoading: query.isFetching,
    error: query.error,
    showMore: canShowMore
      ? () => {
          if (isWanted) void query.fetchNextPage()
          else setWanted(true)
        }
      : undefined,
  }
}
