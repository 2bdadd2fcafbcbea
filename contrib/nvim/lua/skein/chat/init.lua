---Chats: one buffer for each thread; for their names see `skein.chat.naming`.
local asking = require('skein.chat.asking')
local blocks = require('skein.chat.blocks')
local config = require('skein.config')
local connection = require('skein.connection')
local events = require('skein.events')
local folds = require('skein.chat.folds')
local guard = require('skein.chat.guard')
local header = require('skein.chat.header')
local keys = require('skein.chat.keys')
local live = require('skein.chat.live')
local naming = require('skein.chat.naming')
local notice = require('skein.notice')
local prompt = require('skein.chat.prompt')
local turns = require('skein.chat.turns')
local unanswered = require('skein.chat.unanswered')
local uuid = require('skein.uuid')
local view = require('skein.chat.view')

local M = {}

local chats = {} -- by buffer
local drafts = {} -- by thread: what was typed in a buffer that is gone
local expected = {} -- by buffer that is being opened: {thread_id, is_new, sequence, callback}
local ids = {} -- by buffer: its thread, also while it is not loaded
local last -- {buffer, thread_id}: the chat that was used last

---Opens a thread in place of a buffer that was only its name.
local function open_instead(buffer, thread_id)
  local windows = vim.fn.win_findbuf(buffer)
  if windows[1] then
    vim.api.nvim_set_current_win(windows[1])
    M.open(thread_id, nil, { here = true })
  end
  vim.api.nvim_buf_delete(buffer, { force = true })
end

---The buffer of a thread's chat, loaded or not; nil where there is none.
local function buffer_of(thread_id)
  for buffer, id in pairs(ids) do
    if id == thread_id and vim.api.nvim_buf_is_valid(buffer) then
      return buffer
    end
  end
end

---Finds the thread that a buffer's name means.
local function look_up(buffer, found)
  vim.bo[buffer].buftype = 'nofile'
  if found.number then
    connection.request('thread/get', { number = found.number }, function(err, result)
      if not vim.api.nvim_buf_is_loaded(buffer) then
        return
      elseif err then
        return notice.error(err)
      end
      open_instead(buffer, result.thread.id)
    end)
    return
  end
  require('skein.names').find(found.name, function(thread)
    open_instead(buffer, thread.id)
  end)
end

---Gives a chat's windows their look, in each where it is shown.
local function dress(chat)
  for _, window in ipairs(vim.fn.win_findbuf(chat.buffer)) do
    folds.dress(chat, window)
    header.dress(window)
  end
end

---Makes a buffer that was just loaded the chat of the thread in its name.
function M.attach(buffer)
  local known = expected[buffer]
  local found = naming.parse(vim.api.nvim_buf_get_name(buffer))
  local id = found.id or known and known.thread_id or ids[buffer]
  if not id then
    return look_up(buffer, found)
  elseif (buffer_of(id) or buffer) ~= buffer then
    vim.bo[buffer].buftype = 'nofile'
    return vim.schedule(function()
      open_instead(buffer, id)
    end)
  end
  local chat = {
    buffer = buffer,
    thread_id = id,
    generation = 0,
    followed = {},
    entries = {},
    records = {},
    reasonings = {},
    folds = {},
    unwritten = {},
    last_sequence = 0,
    wanted = known and known.sequence,
  }
  chats[buffer], ids[buffer] = chat, id
  local options = vim.bo[buffer]
  options.buftype, options.bufhidden, options.swapfile = 'nofile', 'hide', false
  options.filetype = 'skein'
  blocks.render(chat, {})
  live.set_thread(chat, nil)
  if drafts[chat.thread_id] then
    prompt.set_draft(chat, drafts[chat.thread_id])
    drafts[chat.thread_id] = nil
  end
  view.forget_undo(chat)
  guard.remember(chat)
  guard.attach(chat, function()
    return chats[buffer] ~= chat
  end)
  local group = vim.api.nvim_create_augroup('skein.chat.' .. buffer, {})
  prompt.attach(chat, group)
  keys.attach(chat, M)
  vim.api.nvim_create_autocmd({ 'BufWinEnter', 'WinEnter' }, {
    group = group,
    buffer = buffer,
    callback = function()
      dress(chat)
    end,
  })
  vim.api.nvim_create_autocmd('BufUnload', {
    group = group,
    buffer = buffer,
    callback = function()
      local ok, draft = pcall(prompt.draft, chat)
      drafts[chat.thread_id] = ok and draft ~= '' and draft or nil
      turns.leave(chat)
      events.leave(buffer)
      chat.prompt_mark = nil
      chats[buffer] = nil
    end,
  })
  live.attach(chat, group)
  dress(chat)
  local ready = expected[buffer]
  expected[buffer] = nil
  if not ready or not ready.is_new then
    live.load(chat, ready and ready.callback)
  end
  last = { buffer = buffer, thread_id = chat.thread_id }
end

---Attaches a buffer that a session has restored.
function M.reattach(buffer)
  if not chats[buffer] then
    M.attach(buffer)
  end
end

---The chat of a buffer, by default the current one, or nil.
function M.of(buffer)
  return chats[buffer or vim.api.nvim_get_current_buf()]
end

---The chat of this buffer, else the one on screen, else the last used one.
function M.current()
  local chat = M.of()
  if chat then
    return chat
  end
  for _, window in ipairs(vim.api.nvim_tabpage_list_wins(0)) do
    local shown = chats[vim.api.nvim_win_get_buf(window)]
    if shown then
      return shown
    end
  end
  return last and chats[last.buffer]
end

---The thread of the current chat; when the buffer of the last chat is gone, that chat's thread.
function M.current_thread()
  local chat = M.current()
  return chat and chat.thread_id or last and last.thread_id
end

---A window of this tab page that shows a buffer of skein, else a new one.
local function go_to_window(buffer)
  local other
  for _, window in ipairs(vim.api.nvim_tabpage_list_wins(0)) do
    local shown = vim.api.nvim_win_get_buf(window)
    if shown == buffer then
      vim.api.nvim_set_current_win(window)
      return
    end
    if chats[shown] then
      other = window
    end
  end
  if other then
    vim.api.nvim_set_current_win(other)
  else
    vim.cmd(config.window())
  end
end

---Opens a thread in a window; without an id, a new one. The callback gets the chat when it is shown,
---with `options.sequence` including that message. `options.here` uses the current window.
function M.open(thread_id, callback, options)
  options = options or {}
  local id = thread_id or uuid.new()
  local buffer = buffer_of(id) or vim.fn.bufadd(naming.PREFIX .. id)
  local known = chats[buffer]
  local function ready(err)
    local chat = chats[buffer]
    if err or not chat then
      return
    end
    if not known then
      prompt.go(chat)
    end
    if callback then
      callback(chat)
    end
  end
  if not known then
    expected[buffer] = {
      thread_id = id, is_new = not thread_id, sequence = options.sequence, callback = ready,
    }
  end
  if not options.here then
    go_to_window(buffer)
  end
  vim.api.nvim_win_set_buf(0, buffer)
  last = known and { buffer = buffer, thread_id = known.thread_id } or last
  if known and options.sequence then
    live.show_earlier(known, options.sequence, ready)
  elseif known or not thread_id then
    ready()
  end
end

---Goes to the prompt of the current chat and starts insert mode.
function M.type()
  prompt.go(M.of(), vim.api.nvim_get_current_win())
  vim.cmd('startinsert!')
end

M.ask, M.ask_with_context, M.ask_again = asking.ask, asking.ask_with_context, asking.ask_again
M.send, M.clear_prompt, M.cancel = asking.send, asking.clear_prompt, asking.cancel

---Reloads a thread if a chat shows it.
function M.reload(thread_id)
  for _, chat in pairs(chats) do
    if chat.thread_id == thread_id then
      live.load(chat)
    end
  end
end

---Puts the cursor on the unanswered question of a turn, else on the message with a sequence.
function M.go_to(chat, sequence, turn_id)
  local meant
  for _, entry in ipairs(chat.entries) do
    if entry.question and turn_id and unanswered.has_try(entry.question, turn_id) then
      meant = entry
      break
    elseif entry.message and entry.message.sequence == sequence then
      meant = entry
    end
  end
  if meant then
    vim.api.nvim_win_set_cursor(0, { view.row(chat, meant.head) + 1, 0 })
    vim.cmd('normal! zt')
  end
end

---The entry in whose lines the cursor of the current window is; nil in the prompt, and elsewhere.
function M.entry_here(chat)
  if vim.api.nvim_get_current_buf() ~= chat.buffer or prompt.has_cursor(chat) then
    return nil
  end
  local row, found = vim.api.nvim_win_get_cursor(0)[1] - 1, nil
  for index, entry in ipairs(chat.entries) do
    if view.row(chat, entry.head) <= row then
      found = index
    end
  end
  return found and chat.entries[found], found
end

return M
