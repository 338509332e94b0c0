import { definePack } from '../define-pack.ts'

/** For everything that calls a model: which vendors, and where. The lists are to be edited. */
export const modelsAndRegions = definePack({
  id: 'models-and-regions',
  title: 'Models and regions',
  summary:
    'Any agent may do what its other policies permit, as long as its models come from a vendor on the list and run in a region on the list.',
  version: 1,
  severity: 'high',
  responseDays: 30,
  statements: [
    {
      id: 'says-nothing-of-data',
      words: 'It says nothing about data: other policies do.',
      cedar: `permit (principal, action in [Rollcall::Action::"read", Rollcall::Action::"write", Rollcall::Action::"delete", Rollcall::Action::"send", Rollcall::Action::"execute", Rollcall::Action::"pay", Rollcall::Action::"administer", Rollcall::Action::"invoke", Rollcall::Action::"receive"], resource);`,
    },
    {
      id: 'may-operate',
      words: 'It may be in service.',
      cedar: `permit (principal, action == Rollcall::Action::"operate", resource);`,
    },
    {
      id: 'vendor-on-the-list',
      words: 'Every model it uses comes from a vendor on the list.',
      cure: 'Move it to a model of a vendor on the list.',
      cedar: `forbid (principal, action == Rollcall::Action::"operate", resource)
unless { ["anthropic", "openai", "google", "amazon", "mistral", "meta"].containsAll(principal.modelVendors) };`,
    },
    {
      id: 'region-on-the-list',
      words: 'Every model it uses runs in a region on the list.',
      cure: 'Move it to a model that runs in a region on the list, or write the region down.',
      cedar: `forbid (principal, action == Rollcall::Action::"operate", resource)
unless { ["eu", "eu-west-1", "eu-central-1", "europe-west1", "europe-west4", "westeurope", "swedencentral"].containsAll(principal.modelRegions) };`,
    },
    {
      id: 'not-in-the-clear',
      words: 'It calls no model over plain http.',
      cure: 'Call the model over https.',
      cedar: `forbid (principal, action == Rollcall::Action::"operate", resource)
when { principal.traits.contains("plain-http-model-call") };`,
    },
    {
      id: 'no-open-model-on-a-desk',
      words: 'No model server on a computer listens to others.',
      cure: 'Let it listen on this computer only.',
      cedar: `forbid (principal, action == Rollcall::Action::"operate", resource)
when { principal.traits.contains("local-endpoint-open") };`,
    },
  ],
})
