---The messages of a chat: reading them, and inserting new ones.
local blocks = require('skein.chat.blocks')
local connection = require('skein.connection')
local list = require('skein.list')
local notice = require('skein.notice')
local turns = require('skein.chat.turns')

local M = {}

---How many of a thread's newest messages are shown.
M.SHOWN = 1000

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
      blocks.settle(chat, entry, question, answer)
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
        blocks.settle(chat, entry, entry.written, message)
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

---Reads the newest messages of a chat, in their order, and whether there are more.
function M.read(chat, callback)
  local params = { threadId = chat.thread_id, order = 'desc' }
  list.read('message/list', params, M.SHOWN, function(err, newest, has_more)
    if err then
      return callback(err)
    end
    local ascending = {}
    for index = #newest, 1, -1 do
      ascending[#ascending + 1] = newest[index]
    end
    callback(nil, { messages = ascending, has_more = has_more })
  end)
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
