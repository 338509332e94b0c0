import { guards } from './guards.ts'
import { startApp } from './start-app.ts'

startApp(__dirname, guards)
