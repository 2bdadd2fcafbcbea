---The keys of a chat. They are buffer-local; `:help skein-chat-keys` lists them.
local notice = require('skein.notice')
local prompt = require('skein.chat.prompt')
local view = require('skein.chat.view')

local M = {}

---Fits half of a terminal of 80 columns and 24 lines.
local HELP = {
  '<C-s>   send, also in insert mode',
  '<CR>    send',
  '<C-c>   cancel what runs, or editing',
  ':q      leave; what runs goes on',
  'gr      ask the last question again',
  'gy      yank the code here',
  ']]  [[  next, previous message',
  'i a o   go on typing in the prompt',
  ':help skein-chat has the rest',
}

---Goes to the next or the previous block.
local function jump(chat, forward)
  local row = vim.api.nvim_win_get_cursor(0)[1] - 1
  local target
  local function consider(mark)
    local at = mark and view.row(chat, mark)
    if at and forward and at > row and (not target or at < target) then
      target = at
    elseif at and not forward and at < row and (not target or at > target) then
      target = at
    end
  end
  for _, entry in ipairs(chat.entries) do
    consider(entry.head)
    consider(entry.answer)
  end
  consider(chat.prompt_mark)
  if target then
    vim.cmd("normal! m'")
    vim.api.nvim_win_set_cursor(0, { target + 1, 0 })
  end
end

---The fenced blocks of a buffer: the first and last line of their content.
local function code_blocks(lines)
  local blocks, fence, first = {}, nil, nil
  for number, line in ipairs(lines) do
    local run = line:match('^%s*(```+)')
    if run and not fence then
      fence, first = run, number + 1
    elseif fence and line:match('^%s*(`+)%s*$') and #line:match('`+') >= #fence then
      blocks[#blocks + 1] = { first = first, last = number - 1 }
      fence = nil
    end
  end
  return blocks
end

---Yanks the code block under the cursor, else the last one above it, else the last one of all.
local function yank_code()
  local lines = vim.api.nvim_buf_get_lines(0, 0, -1, false)
  local cursor = vim.api.nvim_win_get_cursor(0)[1]
  local blocks = code_blocks(lines)
  local chosen = blocks[#blocks]
  for _, block in ipairs(blocks) do
    if cursor >= block.first - 1 and cursor <= block.last + 1 then
      chosen = block
      break
    end
  end
  if not chosen then
    return notice.info('There is no code here.')
  end
  vim.fn.setreg(vim.v.register, vim.list_slice(lines, chosen.first, chosen.last), 'l')
  notice.info(('%d lines yanked.'):format(chosen.last - chosen.first + 1))
end

---Shows the keys in a small window, which any move of the cursor closes.
local function show_help()
  vim.lsp.util.open_floating_preview(HELP, '', { border = 'rounded', wrap = false })
end

---Gives the chat's buffer its keys.
function M.attach(chat, chats)
  local function map(mode, key, action, options)
    local all = vim.tbl_extend('force', { buffer = chat.buffer, nowait = true, silent = true }, options or {})
    vim.keymap.set(mode, key, action, all)
  end
  local function send()
    vim.cmd('stopinsert')
    chats.send(chat)
  end
  map('n', '<CR>', send, { desc = 'skein: send' })
  map({ 'n', 'i' }, '<C-s>', send, { desc = 'skein: send' })
  map('n', '<C-c>', function()
    if not chats.cancel(chat) then
      notice.info('Nothing runs here.')
    end
  end, { desc = 'skein: cancel' })
  map('n', 'gr', function()
    require('skein.chat.question').retry(chat)
  end, { desc = 'skein: ask again' })
  map('n', 'gy', yank_code, { desc = 'skein: yank code' })
  map('n', ']]', function()
    jump(chat, true)
  end, { desc = 'skein: next message' })
  map('n', '[[', function()
    jump(chat, false)
  end, { desc = 'skein: previous message' })
  map('n', 'g?', show_help, { desc = 'skein: show the keys' })
  for _, key in ipairs { '<BS>', '<C-h>', '<C-w>', '<C-u>' } do
    map('i', key, function()
      return prompt.is_at_start(chat) and '' or key
    end, { desc = 'skein: delete in the prompt', expr = true })
  end
  for _, key in ipairs { 'i', 'I', 'a', 'A', 'o', 'O' } do
    map('n', key, function()
      return prompt.has_cursor(chat) and key or "<Cmd>lua require('skein.chat').type()<CR>"
    end, { desc = 'skein: type in the prompt', expr = true })
  end
end

return M
