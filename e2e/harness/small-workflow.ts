/** One exported workflow with an AI agent in it, as n8n writes it: the smallest thing in which a scan finds an agent. */
export const smallWorkflow = (name: string, id = 'wf1') => ({
  id,
  name,
  active: true,
  createdAt: null,
  nodes: [
    { id: 'a', name: 'Agent', type: '@n8n/n8n-nodes-langchain.agent', parameters: {} },
    { id: 'm', name: 'Model', type: '@n8n/n8n-nodes-langchain.lmChatOpenAi', parameters: { model: { value: 'gpt-4o' } } },
  ],
  connections: { Model: { ai_languageModel: [[{ node: 'Agent', type: 'ai_languageModel', index: 0 }]] } },
  settings: null,
})
