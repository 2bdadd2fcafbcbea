---Unanswered questions, which are in no message: they failed, were interrupted, or were cancelled
---before any text of the answer. `{text, after, tries}`: the question, the message before it, and the
---turns that asked it, the oldest first. `unsent` is set until the daemon has received it.
local failure = require('skein.failure')
local outcome = require('skein.chat.outcome')
local visible = require('skein.visible')

local M = {}

---The questions of the turns in a `turn/list`, the newest first: each once, with every attempt.
local function grouped(turns)
  local questions, places = {}, {}
  for index = #turns, 1, -1 do
    local turn = turns[index]
    local question = turn.retryOf and places[turn.retryOf]
    if question then
      question.tries[#question.tries + 1] = turn
      question.after = turn.afterSequence or 0
    else
      question = { text = turn.input or '', after = turn.afterSequence or 0, tries = { turn } }
      questions[#questions + 1] = question
    end
    places[turn.id] = question
  end
  return questions
end

---Reads a thread's unanswered questions.
function M.read(thread_id, callback)
  outcome.read_turns({ threadId = thread_id, unanswered = true, includeTexts = true }, function(err, turns)
    callback(err, turns and grouped(turns))
  end)
end

---The question of a turn that has just ended without an answer, with the attempts before it.
function M.of_turn(turn, input, before, after)
  local record = vim.tbl_extend('force', turn.record or {}, { id = turn.id })
  record.output = turn.text ~= '' and turn.text or record.output
  local tries = vim.list_extend({}, before and before.tries or {})
  tries[#tries + 1] = record
  return { text = input, after = record.afterSequence or after, tries = tries, unsent = not turn.acknowledged or nil }
end

---Whether a turn is one of a question's attempts.
function M.has_try(question, id)
  for _, each in ipairs(question.tries) do
    if each.id == id then
      return true
    end
  end
  return false
end

---Whether two questions have the same text.
function M.is_same(one, other)
  return #one.tries == #other.tries and one.tries[#one.tries].id == other.tries[#other.tries].id
end

---How a turn ended, as a sentence without its full stop.
function M.reason(turn)
  if turn.status == 'cancelled' or not turn.error then
    return turn.status
  end
  return turn.status .. ': ' .. (failure.words(turn.error):gsub('%.$', ''))
end

---The partial answers to a question, and the reasons.
function M.lines(question)
  local lines = {}
  for index, turn in ipairs(question.tries) do
    if index > 1 then
      lines[#lines + 1] = ''
    end
    if turn.output and turn.output ~= '' then
      vim.list_extend(lines, visible.lines(turn.output))
      lines[#lines + 1] = ''
    end
    local reason = M.reason(turn):gsub('^(%l)(%l*)', function(first, rest)
      return ('**%s%s**'):format(first:upper(), rest)
    end)
    vim.list_extend(lines, visible.lines(reason .. '; not sent to the model.'))
  end
  return lines
end

return M
