/*
 * Entra application (client) ids that are published or widely attested. A demo or a test that needs a real catalogued id takes one from here:
 *   e0476654-c1d5-430b-ab80-70cbd947616a  OpenAI ChatGPT                     third party
 *   08ad6f98-a4f8-4635-bb8d-f1a3044760f0  Anthropic, M365 MCP Client         third party
 *   07c030f6-5743-41b7-ba00-0a6e85f37c17  Anthropic, M365 MCP Server         third party (the same vendor under another id)
 *   fb8d773d-7ef8-4ec0-a117-179f88add510  Microsoft 365 Copilot              the platform's own
 *   bb5ffd56-39eb-458c-a53a-775ba21277da  Microsoft Security Copilot         the platform's own
 * Ids that are not `sure` only suggest. No invented id belongs here.
 */
import type { ClientId } from './product.ts'

const claudeGuide = 'https://support.claude.com/en/articles/12542951-set-up-the-microsoft-365-connector'
const publicScripts = 'public set-up scripts and detection rules of several independent authors'

const id = (value: string, source: string, sure = true): ClientId => ({ id: value, sure, source, asOf: '2026-11' })

export const clientIds = {
  chatgpt: [id('e0476654-c1d5-430b-ab80-70cbd947616a', publicScripts)],
  claude: [id('08ad6f98-a4f8-4635-bb8d-f1a3044760f0', claudeGuide), id('07c030f6-5743-41b7-ba00-0a6e85f37c17', claudeGuide)],
  microsoft365Copilot: [
    id('fb8d773d-7ef8-4ec0-a117-179f88add510', 'Graph replies that name it "Copilot in Teams"; public access-policy guides'),
  ],
  securityCopilot: [id('bb5ffd56-39eb-458c-a53a-775ba21277da', 'public access-policy guides')],
  copilotStudio: [id('96ff4394-9197-43aa-b393-6a41652e21f8', 'one public guide that says "verify"', false)],
  // A client of Google's sign-in, not of Entra.
  geminiCli: [
    id(
      '681255809395-oo8ft2oprdrnp9e3aqf6av3hmdib135j.apps.googleusercontent.com',
      'source code of google-gemini/gemini-cli, published by Google',
    ),
  ],
} as const
