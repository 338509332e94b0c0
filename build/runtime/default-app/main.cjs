// Stands in for Electron's own default app: runs the application whose folder is given on the command line.
// It understands what Playwright and `npm start` pass: `-r MODULE`, switches, then the folder.
const { app } = require('electron')
const Module = require('node:module')
const path = require('node:path')

const preloads = []
let folder = null
for (let index = 1; index < process.argv.length && folder === null; index += 1) {
  const argument = process.argv[index]
  if (argument === '-r' || argument === '--require') preloads.push(process.argv[++index])
  else if (!argument.startsWith('-')) folder = path.resolve(argument)
}
if (folder === null) {
  process.stderr.write('Give the folder of the application to run.\n')
  process.exit(1)
}

process.defaultApp = true
for (const preload of preloads) require(path.resolve(preload))

const manifest = require(path.join(folder, 'package.json'))
if (manifest.productName || manifest.name) app.setName(manifest.productName ?? manifest.name)
if (manifest.version) app.setVersion(manifest.version)
app.setAppPath(folder)
app.setPath('userData', path.join(app.getPath('appData'), app.getName()))
Module._load(path.join(folder, manifest.main ?? 'index.js'), Module, true)
