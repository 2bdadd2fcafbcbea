---The turns of a chat's thread as the daemon has them: unanswered questions, and what runs.
local blocks = require('skein.chat.blocks')
local connection = require('skein.connection')
local messages = require('skein.chat.messages')
local outcome = require('skein.chat.outcome')
local turns = require('skein.chat.turns')
local unanswered = require('skein.chat.unanswered')

local M = {}

---How many of a thread's newest turns are checked for running ones.
M.TURNS_SEEN = 70
---Shows the unanswered questions as the daemon has them; running turns, and questions that the
---daemon never received, stay.
function M.show_questions(chat, questions)
  for _, entry in ipairs(vim.list_slice(chat.entries)) do
    local shown = entry.question
    local stands = not shown or shown.unsent
    for index, question in ipairs(questions) do
      if shown and unanswered.is_same(shown, question) then
        stands = true
        table.remove(questions, index)
        break
      end
    end
    if not stands then
      blocks.remove(chat, entry)
    end
  end
  local first = chat.entries[1] and chat.entries[1].message
  for _, question in ipairs(questions) do
    local is_asked_again = false
    for _, entry in ipairs(turns.live(chat)) do
      is_asked_again = is_asked_again or unanswered.has_try(question, entry.turn.id)
        or entry.asked and unanswered.is_same(entry.asked, question)
    end
    if not is_asked_again and (not first or question.after >= first.sequence - 1) then
      blocks.insert_question(chat, question)
    end
  end
end

---Drops questions that were marked as not received, when the daemon has them after all.
local function drop_sent(chat, records)
  for _, record in ipairs(records) do
    for _, entry in ipairs(vim.list_slice(chat.entries)) do
      if entry.question and entry.question.unsent and unanswered.has_try(entry.question, record.id) then
        blocks.remove(chat, entry)
        chat.followed[record.id] = nil
      end
    end
  end
end

---Stores the daemon's turns, the newest first; follows those that are running or queued.
function M.take_turns(chat, records)
  drop_sent(chat, records)
  outcome.keep(chat, records)
  blocks.show_notes(chat)
  for index = #records, 1, -1 do
    local record = records[index]
    if record.status == 'queued' or record.status == 'running' then
      turns.follow(chat, record, messages.acceptor(chat))
    end
  end
end

---Reads the thread's turns: running ones, and the unanswered questions.
function M.again(chat)
  local generation = chat.generation
  local function stale()
    return generation ~= chat.generation or not vim.api.nvim_buf_is_loaded(chat.buffer)
  end
  connection.request('turn/list', { threadId = chat.thread_id, limit = M.TURNS_SEEN }, function(err, page)
    if not err and not stale() then
      M.take_turns(chat, page.data)
    end
  end)
  unanswered.read(chat.thread_id, function(err, questions)
    if not err and not stale() then
      M.show_questions(chat, questions)
    end
  end)
end

return M
