import { definePack } from '../define-pack.ts'

/** For agents that come near what customers told the organisation. */
export const customerData = definePack({
  id: 'customer-data',
  title: 'Customer data',
  summary:
    'May read and change customer data as far as its user or team may. May not delete it in bulk, carry it out, or be open to strangers while it holds it.',
  version: 1,
  severity: 'critical',
  responseDays: 7,
  statements: [
    {
      id: 'may-operate',
      words: 'It may be in service.',
      cedar: `permit (principal, action == Rollcall::Action::"operate", resource);`,
    },
    {
      id: 'works-with-its-team',
      words: 'It may read and change what its user or a group may, up to confidential.',
      cedar: `permit (principal, action in [Rollcall::Action::"read", Rollcall::Action::"write"], resource)
when { resource.reachLevel <= 2 && resource.sensitivityLevel <= 2 };`,
    },
    {
      id: 'reads-what-is-open',
      words: 'It may read internal and public data of the whole organisation.',
      cedar: `permit (principal, action == Rollcall::Action::"read", resource)
when { resource.sensitivityLevel <= 1 };`,
    },
    {
      id: 'calls-models',
      words: 'It may call a model and take in questions.',
      cedar: `permit (principal, action in [Rollcall::Action::"invoke", Rollcall::Action::"receive"], resource);`,
    },
    {
      id: 'answers-customers',
      words: 'It may send mail, chats and calendar invitations as its user or its team.',
      cedar: `permit (principal, action == Rollcall::Action::"send", resource)
when { resource.reachLevel <= 2 && ["mail", "chat", "calendar"].contains(resource.class) };`,
    },
    {
      id: 'never-all-customers',
      words: 'It never reads or changes the customer data of everybody at once.',
      cedar: `forbid (principal, action in [Rollcall::Action::"read", Rollcall::Action::"write"], resource)
when { ["crm", "contacts", "commerce"].contains(resource.class) && resource.reachLevel >= 3 };`,
    },
    {
      id: 'never-deletes-customers',
      words: 'It never deletes customer data.',
      cedar: `forbid (principal, action == Rollcall::Action::"delete", resource)
when { ["crm", "contacts", "commerce"].contains(resource.class) };`,
    },
    {
      id: 'never-carries-out',
      words: 'It never sends or writes confidential data outside the organisation.',
      cedar: `forbid (principal, action in [Rollcall::Action::"send", Rollcall::Action::"write"], resource)
when { resource.reachLevel >= 4 && resource.sensitivityLevel >= 2 };`,
    },
    {
      id: 'not-with-strangers-content',
      words: 'It does not hold private data, read what strangers write and have a way out, all at once.',
      cure: 'Take away one of the three: the private data, what strangers can write, or the way out.',
      cedar: `forbid (principal, action == Rollcall::Action::"operate", resource)
when { principal.traits.containsAll(["private-data", "untrusted-input", "outbound-channel"]) };`,
    },
    {
      id: 'not-for-the-public',
      words: 'It is not open to the public.',
      cure: 'Require sign-in.',
      cedar: `forbid (principal, action == Rollcall::Action::"operate", resource)
when { principal.exposure == "public" || principal.traits.contains("public-chat") };`,
    },
    {
      id: 'somebody-answers-for-it',
      words: 'A person who is still here owns it.',
      cure: 'Assign an owner.',
      cedar: `forbid (principal, action == Rollcall::Action::"operate", resource)
unless { principal.ownerState == "known" };`,
    },
  ],
})
