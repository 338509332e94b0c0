/** A library that shows what a repository builds. `agent`: made for agents; `model`: calls a model; `server`: makes an MCP server. */
export interface FrameworkRow {
  readonly title: string
  readonly vendor: string | null
  readonly makes: 'agent' | 'model' | 'server'
  /** Names in dependency lists: npm, PyPI, Go; a trailing `*` matches every name that begins so. */
  readonly names: readonly string[]
}

const frameworkTable: readonly FrameworkRow[] = [
  { title: 'LangGraph', vendor: 'LangChain', makes: 'agent', names: ['@langchain/langgraph', 'langgraph', 'langgraph-sdk'] },
  {
    title: 'LangChain',
    vendor: 'LangChain',
    makes: 'agent',
    names: ['langchain', '@langchain/core', '@langchain/*', 'langchain-*', 'github.com/tmc/langchaingo'],
  },
  { title: 'CrewAI', vendor: 'CrewAI', makes: 'agent', names: ['crewai', 'crewai-tools'] },
  { title: 'AutoGen', vendor: 'Microsoft', makes: 'agent', names: ['pyautogen', 'autogen', 'ag2', 'autogen-*'] },
  {
    title: 'Microsoft Agent Framework',
    vendor: 'Microsoft',
    makes: 'agent',
    names: ['agent-framework', 'agent-framework-*', 'azure-ai-agents'],
  },
  { title: 'Semantic Kernel', vendor: 'Microsoft', makes: 'agent', names: ['semantic-kernel'] },
  { title: 'OpenAI Agents SDK', vendor: 'OpenAI', makes: 'agent', names: ['@openai/agents', '@openai/agents-*', 'openai-agents'] },
  {
    title: 'Claude Agent SDK',
    vendor: 'Anthropic',
    makes: 'agent',
    names: ['@anthropic-ai/claude-agent-sdk', '@anthropic-ai/claude-code', 'claude-agent-sdk', 'claude-code-sdk'],
  },
  {
    title: 'Google Agent Development Kit',
    vendor: 'Google',
    makes: 'agent',
    names: ['google-adk', '@google/adk', 'google.golang.org/adk'],
  },
  { title: 'Strands Agents', vendor: 'Amazon', makes: 'agent', names: ['strands-agents', 'strands-agents-tools', 'bedrock-agentcore'] },
  { title: 'Pydantic AI', vendor: 'Pydantic', makes: 'agent', names: ['pydantic-ai', 'pydantic-ai-slim'] },
  { title: 'Mastra', vendor: 'Mastra', makes: 'agent', names: ['mastra', '@mastra/*'] },
  { title: 'LlamaIndex', vendor: 'LlamaIndex', makes: 'agent', names: ['llamaindex', '@llamaindex/*', 'llama-index', 'llama-index-*'] },
  { title: 'smolagents', vendor: 'Hugging Face', makes: 'agent', names: ['smolagents'] },
  { title: 'Agno', vendor: 'Agno', makes: 'agent', names: ['agno', 'phidata'] },
  { title: 'Haystack', vendor: 'deepset', makes: 'agent', names: ['haystack-ai'] },
  { title: 'DSPy', vendor: null, makes: 'agent', names: ['dspy', 'dspy-ai'] },
  { title: 'Letta', vendor: 'Letta', makes: 'agent', names: ['letta', 'letta-client', '@letta-ai/*'] },
  { title: 'browser-use', vendor: 'Browser Use', makes: 'agent', names: ['browser-use'] },
  { title: 'Stagehand', vendor: 'Browserbase', makes: 'agent', names: ['@browserbasehq/stagehand'] },
  { title: 'Eino', vendor: 'CloudWeGo', makes: 'agent', names: ['github.com/cloudwego/eino'] },
  { title: 'Vercel AI SDK', vendor: 'Vercel', makes: 'model', names: ['ai', '@ai-sdk/*'] },
  {
    title: 'Anthropic SDK',
    vendor: 'Anthropic',
    makes: 'model',
    names: ['@anthropic-ai/sdk', 'anthropic', 'github.com/anthropics/anthropic-sdk-go'],
  },
  {
    title: 'OpenAI SDK',
    vendor: 'OpenAI',
    makes: 'model',
    names: ['openai', 'github.com/openai/openai-go', 'github.com/sashabaranov/go-openai', 'async-openai'],
  },
  {
    title: 'Google GenAI SDK',
    vendor: 'Google',
    makes: 'model',
    names: ['@google/genai', '@google/generative-ai', 'google-genai', 'google-generativeai'],
  },
  { title: 'Mistral SDK', vendor: 'Mistral AI', makes: 'model', names: ['@mistralai/mistralai', 'mistralai'] },
  { title: 'Cohere SDK', vendor: 'Cohere', makes: 'model', names: ['cohere-ai', 'cohere'] },
  { title: 'LiteLLM', vendor: 'BerriAI', makes: 'model', names: ['litellm'] },
  { title: 'Ollama SDK', vendor: 'Ollama', makes: 'model', names: ['ollama'] },
  {
    title: 'MCP SDK',
    vendor: null,
    makes: 'server',
    names: ['@modelcontextprotocol/sdk', 'mcp', 'fastmcp', 'github.com/mark3labs/mcp-go', 'github.com/modelcontextprotocol/go-sdk', 'rmcp'],
  },
]

export function frameworkOf(name: string): FrameworkRow | null {
  const plain = name.toLowerCase().replaceAll('_', '-')
  return (
    frameworkTable.find((row) => row.names.includes(plain)) ??
    frameworkTable.find((row) => row.names.some((one) => one.endsWith('*') && plain.startsWith(one.slice(0, -1)))) ??
    null
  )
}
