---Chats: a buffer a thread, named `skein://thread/ID`.
local config = require('skein.config')
local connection = require('skein.connection')
local events = require('skein.events')
local keys = require('skein.chat.keys')
local live = require('skein.chat.live')
local notice = require('skein.notice')
local prompt = require('skein.chat.prompt')
local turns = require('skein.chat.turns')
local uuid = require('skein.uuid')
local view = require('skein.chat.view')
local visible = require('skein.visible')

local M = {}

local PREFIX = 'skein://thread/'
local chats = {} -- by buffer
local drafts = {} -- by thread: what was typed in a buffer that is gone
local expected = {} -- by buffer that is being opened: {is_new, callback}
local last_buffer

---Makes a buffer that has just been loaded the chat of the thread that its name says.
function M.attach(buffer)
  local chat = {
    buffer = buffer,
    thread_id = vim.api.nvim_buf_get_name(buffer):sub(#PREFIX + 1):lower(),
    generation = 0,
    followed = {},
    entries = {},
    last_sequence = 0,
  }
  if not uuid.matches(chat.thread_id) then
    return notice.error(('%s names no thread: what follows %s is an id.'):format(vim.api.nvim_buf_get_name(buffer), PREFIX))
  end
  chats[buffer] = chat
  local options = vim.bo[buffer]
  options.buftype, options.bufhidden, options.swapfile = 'nofile', 'hide', false
  options.filetype = 'skein'
  view.render(chat, {})
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
  last_buffer = buffer
end

---Attaches a buffer that a session has brought back.
function M.reattach(buffer)
  if not chats[buffer] then
    M.attach(buffer)
  end
end

---The chat of a buffer, by default the current one, or nil.
function M.of(buffer)
  return chats[buffer or vim.api.nvim_get_current_buf()]
end

---The chat that commands mean: of this buffer, else the one on screen, else the last one.
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
  return last_buffer and chats[last_buffer]
end

---A window of this tab page that shows skein's, else a new one.
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
    vim.cmd(config.values.window)
  end
end

---Opens a thread in a window; without an id, a new one. The callback gets the chat once it shows.
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
  last_buffer = buffer
  if known or not thread_id then
    ready()
  end
end

---Goes to the prompt of the current chat, and types on there.
function M.type()
  prompt.go(M.of(), vim.api.nvim_get_current_win())
  vim.cmd('startinsert!')
end

---Makes the chat's thread. Its id makes it safe to do so again.
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

---Asks in a chat: makes the thread first if it is new.
function M.ask(chat, input)
  if chat.thread and chat.thread.deletedAt then
    return notice.warn('This thread is deleted. :SkeinRestore brings it back.')
  end
  local params = { threadId = chat.thread_id, input = input }
  return turns.start(chat, params, input, live.acceptor(chat), nil, not chat.thread and function()
    create(chat)
  end or nil)
end

---Sends what is typed in the prompt.
function M.send(chat)
  local draft = prompt.draft(chat)
  if draft == '' then
    return notice.info('There is nothing to send: type below the last "## You".')
  end
  if M.ask(chat, draft) then
    prompt.set_draft(chat, '')
    view.forget_undo(chat)
    prompt.go(chat)
  end
end

---Cancels what runs in a chat; false if nothing does.
function M.cancel(chat)
  local running = turns.live(chat)
  for _, entry in ipairs(running) do
    entry.turn:cancel()
  end
  return #running > 0
end

---Asks again what failed last, or the last question.
function M.retry(chat)
  local failed = turns.last_failed(chat)
  if failed then
    view.remove(chat, failed)
    if not failed.turn.acknowledged then
      return M.ask(chat, failed.input)
    end
    return turns.start(chat, { turnId = failed.turn.id }, failed.input, live.acceptor(chat), 'turn/retry')
  end
  local entry = chat.entries[#chat.entries]
  local message = entry and entry.message
  if not message or not message.turnId then
    return notice.info('There is no turn to ask again here.')
  end
  local question = chat.entries[#chat.entries - 1].message
  return turns.start(chat, { turnId = message.turnId }, question.content, live.acceptor(chat), 'turn/retry')
end

---Takes the last question and its answer back, and puts the question into the prompt.
function M.undo(chat)
  local question
  for _, entry in ipairs(chat.entries) do
    if entry.message and entry.message.role == 'user' then
      question = entry.message
    end
  end
  if not question then
    return notice.info('There is no question to take back here.')
  end
  local params = { threadId = chat.thread_id, throughSequence = question.sequence - 1 }
  connection.request('thread/revert', params, function(err)
    if err then
      return notice.error(err)
    end
    live.load(chat, function(load_error)
      if not load_error then
        if prompt.draft(chat) == '' then
          prompt.set_draft(chat, visible.in_buffer(question.content))
        end
        prompt.go(chat)
      end
    end)
  end)
end

---Shows a thread anew if a chat has it.
function M.reload(thread_id)
  for _, chat in pairs(chats) do
    if chat.thread_id == thread_id then
      live.load(chat)
    end
  end
end

---Puts the cursor on the message with a sequence.
function M.go_to_message(chat, sequence)
  for _, entry in ipairs(chat.entries) do
    if entry.message and entry.message.sequence == sequence then
      vim.api.nvim_win_set_cursor(0, { view.row(chat, entry.head) + 1, 0 })
      vim.cmd('normal! zt')
      return
    end
  end
end

return M
