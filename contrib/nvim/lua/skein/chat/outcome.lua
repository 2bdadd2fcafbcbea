---What is known of a chat's turns: why their answers ended, and what else was answered to the same
---question. `chat.records` has them by id, without their words.
local connection = require('skein.connection')
local list = require('skein.list')

local M = {}

---How many of a thread's newest turns are looked through.
M.TURNS_SEEN = 1000

---Reads all turns of a kind, the newest first, as many as are looked at.
function M.read_turns(params, callback)
  list.read('turn/list', params, M.TURNS_SEEN, callback)
end

local ended = { completed = true, cancelled = true, failed = true, interrupted = true }

---The turn that asked a turn's question first.
local function root(records, id)
  local record = records[id]
  while record and record.retryOf and records[record.retryOf] do
    id, record = record.retryOf, records[record.retryOf]
  end
  return id
end

---How many of a thread's newest turns are read with their reasoning.
M.REASONED = 100

---Reads the reasoning of the newest turns, by their ids.
function M.read_reasonings(thread_id, callback)
  local params = { threadId = thread_id, includeTexts = true, limit = M.REASONED }
  connection.request('turn/list', params, function(err, page)
    local reasonings = {}
    for _, turn in ipairs(page and page.data or {}) do
      reasonings[turn.id] = turn.reasoning ~= '' and turn.reasoning or nil
    end
    callback(err, reasonings)
  end)
end

---Stores the daemon's turns, in addition to the known ones.
function M.keep(chat, records)
  for _, record in ipairs(records) do
    chat.records[record.id] = record
    if record.reasoning and vim.trim(record.reasoning) ~= '' then
      chat.reasonings[record.id] = record.reasoning
    end
  end
  chat.unwritten = {} -- by the turn that asked first: those without messages, the oldest first
  for id, record in pairs(chat.records) do
    if ended[record.status] and #record.messageIds == 0 then
      local own = root(chat.records, id)
      chat.unwritten[own] = chat.unwritten[own] or {}
      table.insert(chat.unwritten[own], record)
    end
  end
  for _, each in pairs(chat.unwritten) do
    table.sort(each, function(one, other)
      return one.queuedAt < other.queuedAt
    end)
  end
end

---The turns with the same question that are not in the thread, the oldest first.
function M.variants(chat, turn_id)
  return vim.tbl_filter(function(record)
    return record.id ~= turn_id
  end, chat.unwritten[root(chat.records, turn_id)] or {})
end

local finishes = {
  length = 'cut off at its length limit',
  outputLimit = 'cut off at its length limit',
  content_filter = 'cut off by the content filter',
  incomplete = 'cut off',
}

local cuts = {
  length = 'The answer was cut off: it reached its length limit.',
  outputLimit = 'The answer was cut off: it reached its length limit.',
  content_filter = "The answer was cut off by the provider's content filter.",
  incomplete = 'The answer was cut off; the provider does not say why.',
}

---A sentence that an answer was cut off, by its turn's finish reason; nil when it is complete as
---far as is known.
function M.cut_sentence(reason)
  return cuts[reason]
end

---The same for an answer in a chat, in a few words.
function M.cut_words(chat, turn_id)
  local record = turn_id and chat.records[turn_id]
  return record and M.cut_sentence(record.finishReason) or nil
end

---The remarks beside an answer: why it ended, when it did not end normally, and how many other
---attempts there were.
function M.answer_notes(chat, turn_id)
  local record, notes = turn_id and chat.records[turn_id], {}
  local reason = record and record.finishReason
  if reason and reason ~= 'stop' then
    notes[#notes + 1] = finishes[reason] or reason
  end
  local others = turn_id and #M.variants(chat, turn_id) or 0
  if others > 0 then
    notes[#notes + 1] = others == 1 and '1 other try' or others .. ' other tries'
  end
  return notes
end

return M
