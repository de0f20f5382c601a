import { useId, type ButtonHTMLAttributes, type ReactNode } from 'react'
import { Link, type LinkProps } from 'react-router'
import styles from './Button.module.css'
import { classes } from './classes.ts'

type Look = {
  variant?: 'primary' | 'secondary' | 'ghost' | 'danger' | undefined
  small?: boolean | undefined
  icon?: ReactNode
}

const look = ({ variant = 'secondary', small, iconOnly }: Look & { iconOnly: boolean }, className?: string) =>
  classes(styles.button, styles[variant], small && styles.small, iconOnly && styles.iconOnly, className)

/**
 * A button. With `disabledReason` it cannot be pressed but can still be reached, and says why: hiding what is not
 * allowed teaches nothing. While `busy` it shows that its action is under way and takes no second press.
 */
export function Button({
  variant,
  small,
  icon,
  busy = false,
  disabledReason,
  className,
  children,
  onClick,
  type = 'button',
  ...rest
}: Look & { busy?: boolean; disabledReason?: string | undefined } & ButtonHTMLAttributes<HTMLButtonElement>) {
  const reasonId = useId()
  const blocked = busy || disabledReason !== undefined
  const button = (
    <button
      {...rest}
      type={blocked && type === 'submit' ? 'button' : type}
      className={look({ variant, small, iconOnly: children === undefined }, className)}
      aria-disabled={blocked || undefined}
      aria-busy={busy || undefined}
      aria-describedby={disabledReason ? reasonId : rest['aria-describedby']}
      onClick={blocked ? (event) => event.preventDefault() : onClick}
    >
      {busy ? <span className={styles.spinner} aria-hidden="true" /> : icon}
      {children}
    </button>
  )
  if (!disabledReason) return button
  return (
    <span className={styles.explained}>
      {button}
      <span className={styles.reason} role="tooltip" id={reasonId}>
        {disabledReason}
      </span>
    </span>
  )
}

/** A link that looks like a button, for actions that lead to another page; with `disabledReason` it leads nowhere. */
export function ButtonLink({
  variant,
  small,
  icon,
  disabledReason,
  className,
  children,
  ...rest
}: Look & { disabledReason?: string | undefined } & LinkProps) {
  if (disabledReason !== undefined) {
    return (
      <Button variant={variant} small={small} icon={icon} disabledReason={disabledReason} className={className}>
        {children}
      </Button>
    )
  }
  return (
    <Link {...rest} className={look({ variant, small, iconOnly: children === undefined }, className)}>
      {icon}
      {children}
    </Link>
  )
}
