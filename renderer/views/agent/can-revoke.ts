import { useAsk } from '../../app/use-ask.ts'

/** Whether the agent's connector can switch things off. While it is not known, the button stays: the plan will say. */
export function useCanRevoke(provider: string | null): boolean {
  const providers = useAsk('connections.providers', {})
  return providers.value?.find((one) => one.id === provider)?.canRevoke ?? true
}
