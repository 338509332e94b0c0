import { Menu, type MenuItemConstructorOptions } from 'electron'
import { flavour } from './flavour.ts'

/** The application menu: the system's own words and keys. Commands of the page live in its palette. */
export function setMenu(): void {
  const tools: MenuItemConstructorOptions[] =
    flavour === 'release' ? [] : [{ type: 'separator' }, { role: 'reload' }, { role: 'toggleDevTools' }]
  const template: MenuItemConstructorOptions[] = [
    ...(process.platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
    { role: 'fileMenu' },
    { role: 'editMenu' },
    {
      label: 'View',
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
        ...tools,
      ],
    },
    { role: 'windowMenu' },
  ]
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}
