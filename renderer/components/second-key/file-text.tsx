import { Button } from '@mantine/core'
import { useId, useRef } from 'react'

/** Reads a small text file that the person chooses; the page never learns where it lies. */
export function FileText({
  label,
  testId,
  chosen = null,
  onText,
}: {
  readonly label: string
  readonly testId: string
  /** The name of what was chosen. */
  readonly chosen?: string | null
  readonly onText: (text: string, name: string) => void
}) {
  const input = useRef<HTMLInputElement>(null)
  const id = useId()
  return (
    <span className="file-text">
      <input
        ref={input}
        id={id}
        type="file"
        className="unseen"
        tabIndex={-1}
        aria-label={label}
        data-testid={testId}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0]
          // The same file can be chosen again after it was changed.
          event.currentTarget.value = ''
          if (file !== undefined) void file.text().then((text) => onText(text, file.name))
        }}
      />
      <Button variant="default" onClick={() => input.current?.click()}>
        {label}
      </Button>
      {chosen !== null && <span className="quiet">{chosen}</span>}
    </span>
  )
}
