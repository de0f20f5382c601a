/** Bytes that lie in no shared memory, as a network or a file gives them. */
export type ByteStream = ReadableStream<Uint8Array<ArrayBuffer>>

/** A stream in place of one that will be there. It fails with what the promise fails with. */
export function lateStream(promised: Promise<ByteStream>): ByteStream {
  const { readable, writable } = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>()
  // A failure reaches the reader through the pipe, or breaks the pipe where there is no stream to read.
  promised.then((stream) => stream.pipeTo(writable)).catch((error: unknown) => writable.abort(error).catch(() => {}))
  return readable
}
