import { Button, createTheme, type MantineColorsTuple } from '@mantine/core'

// Colour is spent on risk and on decisions only, so the controls are ink.
const ink: MantineColorsTuple = [
  '#f4f5f6',
  '#e7e9eb',
  '#cfd3d7',
  '#b1b7bd',
  '#8d959d',
  '#6b747d',
  '#4d565f',
  '#353d45',
  '#242a31',
  '#171b20',
]

const dark: MantineColorsTuple = [
  '#e6e8ea',
  '#c3c8cd',
  '#a2a9b0',
  '#767e87',
  '#3d444c',
  '#31373e',
  '#262b31',
  '#1d2126',
  '#171a1e',
  '#111417',
]

export const theme = createTheme({
  colors: { ink, dark },
  primaryColor: 'ink',
  primaryShade: { light: 8, dark: 1 },
  autoContrast: true,
  luminanceThreshold: 0.4,
  defaultRadius: 'sm',
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "Liberation Mono", monospace',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Tooltip: { defaultProps: { openDelay: 350, withArrow: false, multiline: true, maw: 360, fz: 'xs' } },
    Button: Button.extend({
      defaultProps: { size: 'xs' },
      // Ink on paper, and paper on ink: the same two colours change places in the dark.
      vars: (_, props) => ({
        root:
          props.variant === undefined || props.variant === 'filled'
            ? {
                '--button-bg': 'var(--ink)',
                '--button-color': 'var(--surface)',
                '--button-hover': 'color-mix(in srgb, var(--ink) 86%, var(--surface))',
              }
            : {},
      }),
    }),
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
    TextInput: { defaultProps: { size: 'xs' } },
    PasswordInput: { defaultProps: { size: 'xs' } },
    Textarea: { defaultProps: { size: 'xs' } },
    Select: { defaultProps: { size: 'xs' } },
    // The mark is paper on ink in both schemes.
    Checkbox: { defaultProps: { size: 'xs', iconColor: 'var(--surface)' } },
    SegmentedControl: { defaultProps: { size: 'xs' } },
  },
})
