---Searches the messages of all threads.
local chats = require('skein.chat')
local connection = require('skein.connection')
local names = require('skein.names')
local pick = require('skein.pick')
local text = require('skein.text')

local M = {}

---How many results are shown at a time.
M.PAGE = 50

---A result: its thread's number, its author, the text and the time.
local function described(hit)
  local thread, message = hit.thread, hit.message
  local snippet = hit.snippet:gsub('\2', '[['):gsub('\3', ']]')
  local age = text.age(message and message.createdAt or thread.lastMessageAt or thread.createdAt)
  if not message and not hit.turnId then
    return ('%s  %s — %s'):format(thread.number or '–', snippet, age)
  end
  local speaker = message and message.role or 'unanswered'
  local title = text.shortened(names.title(thread), 30)
  return ('%s  %s: %s: %s — %s'):format(thread.number or '–', title, speaker, snippet, age)
end

---Opens a thread at a message, or at the unanswered question of a turn.
local function open_at(thread_id, sequence, turn_id)
  chats.open(thread_id, function(chat)
    if sequence or turn_id then
      chats.go_to(chat, sequence, turn_id)
    end
  end, { sequence = sequence })
end

local function open(hit)
  if hit.message then
    return open_at(hit.thread.id, hit.message.sequence)
  elseif not hit.turnId then
    return open_at(hit.thread.id)
  end
  connection.request('turn/get', { turnId = hit.turnId }, function(_, result)
    open_at(hit.thread.id, result and result.turn.afterSequence, hit.turnId)
  end)
end

---Searches for words and "phrases", and lets the user choose a result.
function M.search(query)
  pick.from_list('thread/search', { query = query, limit = M.PAGE }, {
    prompt = query,
    kind = 'skein.search',
    more = '… more',
    none = ('Nothing was found for “%s”.'):format(query),
    format_item = described,
  }, open)
end

return M
