---The messages of a chat: reading them, and inserting new ones.
local blocks = require('skein.chat.blocks')
local connection = require('skein.connection')
local growth = require('skein.chat.growth')
local list = require('skein.list')
local notice = require('skein.notice')
local turns = require('skein.chat.turns')

local M = {}

---How many of a thread's newest messages are shown at first, and how many more at the beginning of
---what is shown.
M.SHOWN = list.PAGE
---How many messages are shown before the one that was searched for.
M.BEFORE = 20

---Whether the daemon has the thread, or is just creating it.
function M.has_thread(chat)
  return chat.thread or chat.creating
end

---Whether a call failed because the thread does not exist.
function M.is_missing(err)
  return err.data and err.data.kind == 'notFound'
end

---Whether a retry has written a message in place of one that is shown.
local function is_replacing(chat, message)
  for _, entry in ipairs(chat.entries) do
    if entry.message and entry.message.id == message.id then
      return false
    end
  end
  return message.sequence <= chat.last_sequence
end

---Inserts the pair that a retry has written in place of an older one; false for anything else.
local function accept_retried(chat, messages)
  local question, answer = messages[1], messages[2]
  for _, entry in ipairs(turns.live(chat)) do
    local replaced = entry.replaces
    if replaced and answer and question.turnId == entry.turn.id and answer.sequence == replaced.answer.sequence
      and chat.last_sequence == answer.sequence then
      chat.last_id = answer.id
      growth.settle(chat, entry, question, answer)
      return true
    end
  end
  return false
end

---Inserts written messages, in their order, into the chat.
local function accept(chat, messages)
  if messages[1] and accept_retried(chat, messages) then
    return
  elseif messages[1] and is_replacing(chat, messages[1]) then
    return chat.load()
  elseif messages[1] and messages[1].sequence > chat.last_sequence + 1 then
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
        blocks.remove(chat, entry)
        entry.live = false
      end
    else
      chat.last_sequence, chat.last_id = message.sequence, message.id
      if not entry then
        blocks.insert_message(chat, message)
      elseif message.role == 'user' then
        entry.written = message
      elseif entry == running[1] then
        growth.settle(chat, entry, entry.written, message)
      else
        -- It was written before turns that are shown above it.
        blocks.remove(chat, entry)
        entry.live = false
        blocks.insert_message(chat, entry.written)
        blocks.insert_message(chat, message)
      end
    end
  end
end

---Returns the function to which turns pass the messages that they wrote.
function M.acceptor(chat)
  return function(messages)
    if vim.api.nvim_buf_is_loaded(chat.buffer) then
      accept(chat, messages)
    end
  end
end

---Reads messages from a place on backwards, page by page, until one of them has the sequence or is
---before it. The callback gets them in their order, and the cursor of those before them.
local function read_back(chat, cursor, sequence, callback, collected)
  local params = { threadId = chat.thread_id, order = 'desc', limit = M.SHOWN, cursor = cursor }
  connection.request('message/list', params, function(err, page)
    if err then
      return callback(err)
    end
    collected = vim.list_extend(collected or {}, page.data)
    local first = collected[#collected]
    if page.nextCursor and sequence and first.sequence > sequence then
      return read_back(chat, page.nextCursor, sequence, callback, collected)
    end
    local ascending = {}
    for index = #collected, 1, -1 do
      ascending[#ascending + 1] = collected[index]
    end
    callback(nil, { messages = ascending, earlier = page.nextCursor })
  end)
end

---Reads the newest messages of a chat: those shown now and `wanted`, a sequence, are among them.
function M.read(chat, callback)
  local first = chat.entries[1] and chat.entries[1].message
  local sequence = first and first.sequence or nil
  if chat.wanted then
    sequence = math.min(sequence or math.huge, math.max(chat.wanted - M.BEFORE, 1))
  end
  chat.wanted = nil
  read_back(chat, nil, sequence, callback)
end

---Reads the messages before those that are shown, at least from a sequence on.
function M.read_earlier(chat, sequence, callback)
  read_back(chat, chat.earlier, sequence, callback)
end

---Reads the messages after the last one shown; everything when that one no longer exists.
function M.sync(chat)
  if not M.has_thread(chat) or chat.is_gone then
    return
  end
  local generation = chat.generation
  local after = math.max(chat.last_sequence - 1, 0)
  local params = { threadId = chat.thread_id, afterSequence = after, limit = list.PAGE }
  connection.request('message/list', params, function(err, page)
    if generation ~= chat.generation or not vim.api.nvim_buf_is_loaded(chat.buffer) then
      return
    end
    local first = page and page.data[1]
    if err and not M.is_missing(err) then
      return notice.error(err)
    elseif err or chat.last_id and not (first and first.sequence <= chat.last_sequence) then
      return chat.load()
    end
    for _, message in ipairs(page.data) do
      if message.sequence == chat.last_sequence and message.id ~= chat.last_id then
        return chat.load()
      end
    end
    accept(chat, page.data)
    if page.nextCursor then
      M.sync(chat)
    end
  end)
end

return M
