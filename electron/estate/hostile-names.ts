/** Names as an attacker would choose them: each must be shown harmless, and counted. Archetype 40. */
export const hostileNames: readonly string[] = [
  '<img src=x onerror=alert(1)>',
  '=HYPERLINK("http://attacker.invalid","Click")',
  '@SUM(1+1)*cmd|calc',
  'Invoice\u202Efdp.exe',
  'Zero\u200Bwidth\u200Dassistant\uFEFF',
  '__proto__',
  '../../../../etc/passwd',
  '\u001B[31mred\u001B[0m alert',
  'Line one\nLine two\r\nLine three',
  'مساعد البريد الذكي',
  '🤖🧨 helper 👩‍👩‍👧‍👦',
  `${'long '.repeat(2_000)}name`,
  "Robert'); DROP TABLE agents;--",
]
