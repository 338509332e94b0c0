/** One kind of work that models do; the provider counts each by itself, and tells it at an address of its own. */
interface UseKind {
  readonly call: string
  readonly path: string
  /** As a person knows it. */
  readonly title: string
  readonly why: string
}

const kind = (call: string, name: string, title: string, why: string): UseKind => ({
  call,
  path: `/organization/usage/${name}`,
  title,
  why,
})

/**
 * Kinds that are told by key. A key that only draws or listens is in use as much as one that writes. Left out: what is told by project
 * alone (vector stores, code interpreter) and searches, which come on top of a completion. Source: the types of the official library,
 * openai 6.49.0.
 */
export const useKinds: readonly UseKind[] = [
  kind('usage', 'completions', 'text', 'say which models a key calls, and how often'),
  kind('usage-embeddings', 'embeddings', 'embeddings', 'say which keys turn texts into vectors, and how often'),
  kind('usage-images', 'images', 'images', 'say which keys make images, and how often'),
  kind('usage-speeches', 'audio_speeches', 'speech', 'say which keys have text spoken, and how often'),
  kind('usage-transcriptions', 'audio_transcriptions', 'transcription', 'say which keys have speech written down, and how often'),
  kind('usage-moderations', 'moderations', 'moderation', 'say which keys have texts checked, and how often'),
]
