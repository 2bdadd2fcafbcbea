---Brings a thread into its chat and keeps it as the daemon has it, whoever writes.
local connection = require('skein.connection')
local events = require('skein.events')
local notice = require('skein.notice')
local prompt = require('skein.chat.prompt')
local turns = require('skein.chat.turns')
local view = require('skein.chat.view')
local visible = require('skein.visible')

local M = {}

---The newest messages of a thread that are shown.
M.MESSAGES_SHOWN = 1000
---How many messages are asked for at a time.
M.PAGE = 200
---How many of a thread's newest turns are looked at for those that still run.
M.TURNS_SEEN = 70
---How long changes are gathered before the daemon is asked what they were.
M.GATHER_MS = 100

---Whether the daemon has the thread, or is being asked to make it.
local function exists(chat)
  return chat.thread or chat.creating
end

local function is_shown(chat)
  return vim.api.nvim_buf_is_loaded(chat.buffer)
end

local function is_missing(err)
  return err.data and err.data.kind == 'notFound'
end

---Whether a retry has written a message in the place of one that is shown.
local function is_replacing(chat, message)
  for _, entry in ipairs(chat.entries) do
    if entry.message and entry.message.id == message.id then
      return false
    end
  end
  return message.sequence <= chat.last_sequence
end

---Takes written messages, in their order, into the chat.
local function accept(chat, messages)
  if messages[1] and is_replacing(chat, messages[1]) then
    return M.load(chat)
  end
  if messages[1] and messages[1].sequence > chat.last_sequence + 1 then
    return M.sync(chat)
  end
  for _, message in ipairs(messages) do
    local running = turns.live(chat)
    local entry
    for _, each in ipairs(running) do
      entry = each.turn.id == message.turnId and each or entry
    end
    if message.sequence <= chat.last_sequence then
      if entry then
        entry.live = false
        view.remove(chat, entry)
      end
    else
      chat.last_sequence, chat.last_id = message.sequence, message.id
      if not entry then
        view.insert_message(chat, message)
      elseif message.role == 'user' then
        entry.question = message
      elseif entry == running[1] then
        entry.live = false
        view.settle(chat, entry, entry.question, message)
      else
        -- It was written before turns that stand above it.
        view.remove(chat, entry)
        view.insert_message(chat, entry.question)
        view.insert_message(chat, message)
      end
    end
  end
end

---The function that turns give what they wrote.
function M.acceptor(chat)
  return function(messages)
    if is_shown(chat) then
      accept(chat, messages)
    end
  end
end

---Removes what failed and has been asked again elsewhere: the question stands below, once more.
local function drop_asked_again(chat, records)
  for _, record in ipairs(records) do
    for _, entry in ipairs(chat.entries) do
      if record.retryOf and entry.turn and entry.turn.id == record.retryOf and not entry.live and not entry.message then
        view.remove(chat, entry)
        break
      end
    end
  end
end

---Follows the turns of the thread that run or wait, and shows the newest if it failed: it may have
---done so before it could be followed.
local function follow_turns(chat)
  connection.request('turn/list', { threadId = chat.thread_id, limit = M.TURNS_SEEN }, function(err, page)
    if err or not is_shown(chat) then
      return
    end
    drop_asked_again(chat, page.data)
    local newest = page.data[1]
    if newest and (newest.status == 'failed' or newest.status == 'interrupted') then
      connection.request('turn/get', { turnId = newest.id }, function(_, result)
        local record = result and result.turn
        if record and #record.messageIds == 0 and is_shown(chat) and not chat.followed[record.id] then
          chat.followed[record.id] = true
          local said = { id = record.id, text = record.output or '', acknowledged = true }
          turns.show_failure(chat, view.insert_turn(chat, said, record.input or ''), record)
        end
      end)
    end
    for index = #page.data, 1, -1 do
      local record = page.data[index]
      if record.status == 'queued' or record.status == 'running' then
        turns.follow(chat, record, M.acceptor(chat))
      end
    end
  end)
end

---Takes what the daemon says of the thread; nil when it has none yet.
function M.set_thread(chat, thread)
  chat.thread = thread
  vim.b[chat.buffer].skein_title = visible.text(thread and thread.title or 'New chat')
end

local function show(chat, messages, rest)
  local draft = chat.prompt_mark and prompt.draft(chat) or ''
  local banner = {}
  if chat.thread and chat.thread.deletedAt then
    banner = { '> This thread is deleted. `:SkeinRestore` brings it back.', '' }
  elseif rest then
    local command = '`skein thread show ' .. chat.thread_id .. '`'
    banner = { ('> Only the newest %d messages are shown; %s has all.'):format(#messages, command), '' }
  end
  turns.leave(chat)
  chat.followed = {}
  view.render(chat, messages, banner)
  local last = messages[#messages]
  chat.last_sequence, chat.last_id = last and last.sequence or 0, last and last.id
  if draft ~= '' then
    prompt.set_draft(chat, draft)
  end
  view.forget_undo(chat)
end

local function read_messages(chat, collected, cursor, callback)
  local params = { threadId = chat.thread_id, order = 'desc', limit = M.PAGE, cursor = cursor }
  connection.request('message/list', params, function(err, page)
    if err then
      return callback(err)
    end
    vim.list_extend(collected, page.data)
    if page.nextCursor and #collected < M.MESSAGES_SHOWN then
      return read_messages(chat, collected, page.nextCursor, callback)
    end
    local ascending = {}
    for index = #collected, 1, -1 do
      ascending[#ascending + 1] = collected[index]
    end
    callback(nil, ascending, page.nextCursor ~= nil)
  end)
end

---Shows the thread anew, as the daemon has it; what is typed in the prompt stays. The callback waits
---for the load that takes this one's place, if one does.
function M.load(chat, callback)
  chat.generation = chat.generation + 1
  chat.when_loaded = chat.when_loaded or {}
  chat.when_loaded[#chat.when_loaded + 1] = callback
  local generation = chat.generation
  local function stale()
    return generation ~= chat.generation or not is_shown(chat)
  end
  local function done(err)
    if err then
      notice.error(err)
    end
    local waiting = chat.when_loaded
    chat.when_loaded = {}
    for _, each in ipairs(waiting) do
      each(err)
    end
  end
  connection.request('thread/get', { threadId = chat.thread_id }, function(err, result)
    if stale() then
      return
    end
    if err and not is_missing(err) then
      return done(err)
    end
    M.set_thread(chat, result and result.thread)
    if not chat.thread or chat.thread.deletedAt then
      show(chat, {})
      return done()
    end
    read_messages(chat, {}, nil, function(list_error, messages, rest)
      if stale() then
        return
      end
      if list_error then
        return done(list_error)
      end
      show(chat, messages, rest)
      follow_turns(chat)
      done()
    end)
  end)
end

---Reads what was written since the last message shown; when that one is gone, everything.
function M.sync(chat)
  if not exists(chat) then
    return
  end
  local generation = chat.generation
  local after = math.max(chat.last_sequence - 1, 0)
  local params = { threadId = chat.thread_id, afterSequence = after, limit = M.PAGE }
  connection.request('message/list', params, function(err, page)
    if generation ~= chat.generation or not is_shown(chat) then
      return
    end
    local first = page and page.data[1]
    if err and not is_missing(err) then
      return notice.error(err)
    elseif err or chat.last_id and not (first and first.sequence <= chat.last_sequence) then
      return M.load(chat)
    end
    for _, message in ipairs(page.data) do
      if message.sequence == chat.last_sequence and message.id ~= chat.last_id then
        return M.load(chat)
      end
    end
    accept(chat, page.data)
    if page.nextCursor then
      M.sync(chat)
    end
  end)
end

---Asks for the thread's title and model again.
function M.refresh_thread(chat)
  connection.request('thread/get', { threadId = chat.thread_id }, function(err, result)
    if not err and is_shown(chat) then
      local was_deleted = chat.thread and chat.thread.deletedAt
      M.set_thread(chat, result.thread)
      if was_deleted ~= result.thread.deletedAt then
        M.load(chat)
      end
    end
  end)
end

---Does once, a little later, what is asked for many times.
local function gathered(action)
  local waiting = false
  return function()
    if waiting then
      return
    end
    waiting = true
    vim.defer_fn(function()
      waiting = false
      action()
    end, M.GATHER_MS)
  end
end

---Keeps the chat as the daemon has it until its buffer is gone.
function M.attach(chat)
  local function shown(action)
    return gathered(function()
      -- Looking is no reason to start a daemon that somebody has stopped.
      if is_shown(chat) and exists(chat) and connection.is_open() then
        action(chat)
      end
    end)
  end
  local sync, refresh, look = shown(M.sync), shown(M.refresh_thread), shown(follow_turns)
  events.follow(chat.buffer, {
    changed = function(event)
      if event.entity == 'message' then
        sync()
      elseif event.entity == 'thread' and event.id == chat.thread_id then
        if exists(chat) then
          refresh()
          sync()
        else
          M.load(chat)
        end
      elseif event.entity == 'turn' and event.change == 'created' and not chat.followed[event.id] then
        look()
      end
    end,
    resumed = function()
      if is_shown(chat) then
        sync()
        refresh()
        look()
      end
    end,
  })
end

return M
