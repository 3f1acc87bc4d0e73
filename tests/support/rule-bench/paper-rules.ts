/** Rules that only say something to people: of these a test can judge no more than what a plan may write there, and why that is so. */
export const paperRules: readonly { readonly why: string; readonly rules: RegExp }[] = [
  {
    why: 'people tick every task, and the console has nobody else whom a plan could name',
    rules: /^stages\.S\d\.tasks\.\w+\.who$/u,
  },
  {
    why: 'no job does what the tool is for yet, so that nothing could ask for what comes before it',
    rules: /^tool_gates\.(?:批量改群主|群成员去重|群公告|邀请入群|关键词拉群)\.confirm$/u,
  },
  {
    why: 'nothing is asked before the tool, which nothing could leave out',
    rules: /^tool_gates\.(?:素材下发到手机|设备信息)\.confirm$/u,
  },
  {
    why: 'no job does what the tool is for yet, so that nothing could be read after it',
    rules: /^tool_gates\.(?:批量改群主|群成员去重)\.postcheck$/u,
  },
  {
    why: 'it tells people what can be taken back, and nothing is done by it',
    rules: /^tool_gates\.[^.]+\.undo$/u,
  },
];
