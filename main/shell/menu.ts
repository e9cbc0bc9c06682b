import { app, BrowserWindow, Menu, type MenuItemConstructorOptions } from 'electron'

const separator: MenuItemConstructorOptions = { type: 'separator' }

const appMenu = (): MenuItemConstructorOptions => ({
  label: app.name,
  submenu: [
    { role: 'about', label: `À propos de ${app.name}` },
    separator,
    { role: 'hide', label: `Masquer ${app.name}` },
    { role: 'hideOthers', label: 'Masquer les autres' },
    { role: 'unhide', label: 'Tout afficher' },
    separator,
    { role: 'quit', label: `Quitter ${app.name}` },
  ],
})

/** The menu, in French whatever the system's language; roles keep each system's own behaviour and keys. */
export const menuTemplate = (mac: boolean, devTools: boolean): MenuItemConstructorOptions[] => [
  ...(mac ? [appMenu()] : []),
  {
    label: 'Fichier',
    submenu: [
      {
        label: 'Imprimer…',
        accelerator: 'CmdOrCtrl+P',
        click: (_, window) => {
          if (window instanceof BrowserWindow) window.webContents.print()
        },
      },
      separator,
      mac ? { role: 'close', label: 'Fermer la fenêtre' } : { role: 'quit', label: 'Quitter' },
    ],
  },
  {
    label: 'Édition',
    submenu: [
      { role: 'undo', label: 'Annuler' },
      { role: 'redo', label: 'Rétablir' },
      separator,
      { role: 'cut', label: 'Couper' },
      { role: 'copy', label: 'Copier' },
      { role: 'paste', label: 'Coller' },
      { role: 'pasteAndMatchStyle', label: 'Coller sans mise en forme' },
      { role: 'selectAll', label: 'Tout sélectionner' },
    ],
  },
  {
    label: 'Affichage',
    submenu: [
      { role: 'reload', label: 'Actualiser' },
      ...(devTools ? [{ role: 'toggleDevTools', label: 'Outils de développement' } as const] : []),
      separator,
      { role: 'resetZoom', label: 'Taille réelle' },
      { role: 'zoomIn', label: 'Agrandir' },
      { role: 'zoomOut', label: 'Réduire' },
      separator,
      { role: 'togglefullscreen', label: 'Plein écran' },
    ],
  },
  {
    label: 'Fenêtre',
    submenu: [
      { role: 'minimize', label: 'Placer dans le Dock ou la barre des tâches' },
      { role: 'close', label: 'Fermer' },
    ],
  },
]

export const installMenu = (devTools: boolean): void =>
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(process.platform === 'darwin', devTools)))
