// An engine that says back what it hears, for tests of the link: the real messages without a database.
const port = process.parentPort
const send = (message) => (port ? port.postMessage(message) : process.send(message))
const listen = (listener) => (port ? port.on('message', ({ data }) => listener(data)) : process.on('message', listener))

let config = null
listen((message) => {
  if (message.init) {
    config = message.init
    if (config.actor === 'refused') return send({ refused: { code: 'database-from-future', message: 'from the future' } })
    return send({ ready: true })
  }
  if (message.stop) process.exit(0)
  if (message.secretReply) return send({ seq: message.secretReply.id, result: message.secretReply.result })
  if (message.method === 'die') process.exit(7)
  if (message.method === 'emit') send({ event: { name: 'notice', id: 'n1' } })
  if (message.method === 'secret') return send({ secret: { id: message.seq, op: 'get', name: 'a/b', value: null } })
  if (message.method === 'hang') return
  send({ seq: message.seq, result: { ok: true, value: { method: message.method, args: message.args, pid: process.pid } } })
})
if (!port) process.on('disconnect', () => process.exit(0))
