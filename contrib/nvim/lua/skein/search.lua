---Searches the messages of all threads.
local chats = require('skein.chat')
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

local function open(hit)
  chats.open(hit.thread.id, function(chat)
    if hit.message or hit.turnId then
      chats.go_to(chat, hit.message and hit.message.sequence, hit.turnId)
    end
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
