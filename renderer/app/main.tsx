// The order matters: the contract switches zod's probe for `eval` off, and the nonce is set before anything draws.
import '../../shared/contract/method.ts'
import { nonce } from './nonce.ts'
import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import '@mantine/spotlight/styles.css'
import './tokens.css'
import './base.css'
import './mantine.css'
import './text.css'
import '../components/card.css'
import '../components/table.css'
import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Crash } from './crash.tsx'
import { Shell } from './shell.tsx'
import { theme } from './theme.ts'

const root = document.getElementById('root')
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={() => nonce}>
        <Notifications position="bottom-left" limit={3} />
        <Crash>
          <Shell />
        </Crash>
      </MantineProvider>
    </StrictMode>,
  )
}
