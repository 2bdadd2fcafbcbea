---The keys of a chat. They are buffer-local; `:help skein-chat-keys` lists them.
local fences = require('skein.chat.fences')
local notice = require('skein.notice')
local prompt = require('skein.chat.prompt')
local undo = require('skein.chat.undo')
local view = require('skein.chat.view')

local M = {}

---Fits half of a terminal of 80 columns and 24 lines.
local HELP = {
  '<C-s>   send, also in insert mode',
  '<CR>    send',
  '<C-c>   cancel what runs, or editing',
  ':q      leave; what runs goes on',
  'gr      ask the last question again',
  'ge  gF  edit, fork from a question',
  'gy      yank the code here',
  'g!  go  filter it, open it',
  '<Tab>   show, hide what is folded',
  ']]  [[  next, previous message',
  'i a o   go on typing in the prompt',
  'u <C-r> undo, redo in the prompt',
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

---Opens or closes the fold under the cursor; on an answer, its reasoning.
local function toggle(chat)
  if vim.fn.foldlevel('.') > 0 then
    return vim.cmd('normal! za')
  end
  local entry = require('skein.chat').entry_here(chat)
  local message = entry and entry.message
  if not message or message.role ~= 'assistant' then
    return notice.info('There is nothing folded here.')
  end
  require('skein.chat.reasoning').show(chat, entry)
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
  map('n', 'ge', '<Cmd>SkeinEdit<CR>', { desc = 'skein: edit the question' })
  map('n', 'gF', '<Cmd>SkeinFork<CR>', { desc = 'skein: go on in a copy' })
  map('n', 'gy', fences.yank, { desc = 'skein: yank code' })
  map('n', 'go', fences.open, { desc = 'skein: open code in a buffer' })
  map('n', 'g!', ':SkeinFilter ', { desc = 'skein: run code through a filter', silent = false })
  map('n', '<Tab>', function()
    toggle(chat)
  end, { desc = 'skein: show or hide what is folded' })
  map('n', 'u', function()
    undo.go(chat, vim.v.count1)
  end, { desc = 'skein: undo in the prompt' })
  map('n', '<C-r>', function()
    undo.go(chat, -vim.v.count1)
  end, { desc = 'skein: redo in the prompt' })
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
