---Chats: one buffer for each thread, named `skein://thread/ID`.
local blocks = require('skein.chat.blocks')
local config = require('skein.config')
local connection = require('skein.connection')
local events = require('skein.events')
local keys = require('skein.chat.keys')
local live = require('skein.chat.live')
local messages = require('skein.chat.messages')
local notice = require('skein.notice')
local prompt = require('skein.chat.prompt')
local turns = require('skein.chat.turns')
local unanswered = require('skein.chat.unanswered')
local uuid = require('skein.uuid')
local view = require('skein.chat.view')

local M = {}

local PREFIX = 'skein://thread/'
local chats = {} -- by buffer
local drafts = {} -- by thread: what was typed in a buffer that is gone
local expected = {} -- by buffer that is being opened: {is_new, callback}
local last -- {buffer, thread_id}: the chat that was used last

---Opens the thread of a buffer whose name does not contain the id, in place of that buffer.
local function open_instead(buffer, name)
  vim.bo[buffer].buftype = 'nofile'
  require('skein.names').find(name, function(thread)
    local windows = vim.fn.win_findbuf(buffer)
    if windows[1] then
      vim.api.nvim_set_current_win(windows[1])
    end
    M.open(thread.id)
    vim.api.nvim_buf_delete(buffer, { force = true })
  end)
end

---Makes a buffer that was just loaded the chat of the thread in its name.
function M.attach(buffer)
  local chat = {
    buffer = buffer,
    thread_id = vim.api.nvim_buf_get_name(buffer):sub(#PREFIX + 1):lower(),
    generation = 0,
    followed = {},
    entries = {},
    records = {},
    unwritten = {},
    last_sequence = 0,
  }
  if not uuid.matches(chat.thread_id) then
    return open_instead(buffer, chat.thread_id)
  end
  chats[buffer] = chat
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
  local group = vim.api.nvim_create_augroup('skein.chat.' .. buffer, {})
  prompt.attach(chat, group)
  keys.attach(chat, M)
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
  live.attach(chat)
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

---Opens a thread in a window; without an id, a new one. The callback gets the chat when it is
---shown.
function M.open(thread_id, callback)
  local buffer = vim.fn.bufadd(PREFIX .. (thread_id or uuid.new()))
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
    expected[buffer] = { is_new = not thread_id, callback = ready }
  end
  go_to_window(buffer)
  vim.api.nvim_win_set_buf(0, buffer)
  last = known and { buffer = buffer, thread_id = known.thread_id } or last
  if known or not thread_id then
    ready()
  end
end

---Goes to the prompt of the current chat and starts insert mode.
function M.type()
  prompt.go(M.of(), vim.api.nvim_get_current_win())
  vim.cmd('startinsert!')
end

---Creates the chat's thread. Because of its id this can be repeated safely.
local function create(chat)
  chat.creating = true
  connection.request('thread/create', {
    id = chat.thread_id,
    model = chat.model or config.values.model,
    systemPrompt = chat.system_prompt or config.values.system_prompt,
  }, function(err, result)
    if result then
      live.set_thread(chat, result.thread)
    elseif err.data.kind ~= 'disconnected' and err.data.kind ~= 'unreachable' then
      notice.error(err)
    end
  end)
end

---The reason why nothing can be asked in a chat, or nil.
local function refusal(chat)
  if chat.is_gone then
    return 'This thread was deleted for good; :Skein! begins another.'
  elseif chat.thread and chat.thread.deletedAt then
    return 'This thread is deleted. :SkeinRestore brings it back.'
  end
end

---Asks in a chat; creates the thread first if it is new. `id` is the id of a turn that may have
---been sent before; `like` is the id of an earlier turn, whose model, system prompt and options are
---used.
function M.ask(chat, input, id, like)
  local why = refusal(chat)
  if why then
    return notice.warn(why)
  end
  local params = { id = id, threadId = chat.thread_id, input = input, settingsOf = like }
  return turns.start(chat, params, input, messages.acceptor(chat), nil, not chat.thread and function()
    create(chat)
  end or nil)
end

---Sends the text in the prompt.
function M.send(chat)
  local draft = prompt.draft(chat)
  if chat.editing then
    return require('skein.chat.question').finish_edit(chat, draft)
  elseif draft == '' then
    return notice.info('There is nothing to send: type below the last "## You".')
  end
  if M.ask(chat, draft) then
    M.clear_prompt(chat)
  end
end

---Empties the prompt, or restores the text that was there before, and goes there.
function M.clear_prompt(chat, draft)
  prompt.set_draft(chat, draft or '')
  view.forget_undo(chat)
  prompt.go(chat)
end

---Cancels the running turns of a chat, or if there are none the editing of a question; false if
---there is neither.
function M.cancel(chat)
  local running = turns.live(chat)
  if #running == 0 and chat.editing then
    require('skein.chat.question').leave_edit(chat)
    return true
  end
  -- The last first, so that a queued turn does not begin when the running one ends.
  for index = #running, 1, -1 do
    running[index].turn:cancel()
  end
  return #running > 0
end

---Asks a turn's question again, with another model if one is named.
function M.ask_again(chat, turn_id, input, model)
  return turns.start(chat, { turnId = turn_id, model = model }, input, messages.acceptor(chat), turn_id)
end

---Reloads a thread if a chat shows it.
function M.reload(thread_id)
  for _, chat in pairs(chats) do
    if chat.thread_id == thread_id then
      live.load(chat)
    end
  end
end

---Puts the cursor on the message with a sequence, or on the unanswered question of a turn.
function M.go_to(chat, sequence, turn_id)
  for _, entry in ipairs(chat.entries) do
    local is_meant = entry.message and entry.message.sequence == sequence
      or entry.question and turn_id and unanswered.has_try(entry.question, turn_id)
    if is_meant then
      vim.api.nvim_win_set_cursor(0, { view.row(chat, entry.head) + 1, 0 })
      vim.cmd('normal! zt')
      return
    end
  end
end

return M
