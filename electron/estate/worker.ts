import { parentPort } from 'node:worker_threads'
import { openEstate } from './open.ts'
import { answerAsks, type EstateAsk } from './remote.ts'

// The estate in a thread of its own, so that a demo does not slow the engine down.
const reply = answerAsks(openEstate)
parentPort?.on('message', (question: EstateAsk) => {
  reply(question).then((told) => {
    parentPort?.postMessage(told)
    if (question.ask === 'close') parentPort?.close()
  })
})
