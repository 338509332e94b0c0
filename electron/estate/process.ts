import { openEstate } from './open.ts'
import { answerAsks, type EstateAsk } from './remote.ts'

// The estate in a process of its own, for benchmarks: its memory and time are not the engine's.
const reply = answerAsks(openEstate)
process.on('message', (question: EstateAsk) => {
  reply(question).then((told) => {
    process.send?.(told)
    if (question.ask === 'close') process.disconnect()
  })
})
// Whoever asked may have been ended: nobody else will ask, and what it printed to stays open as long as this lives.
process.on('disconnect', () => process.exit())
