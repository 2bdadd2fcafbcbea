---The lines of a chat's entries, and what is folded of them.
local folds = require('skein.chat.folds')
local outcome = require('skein.chat.outcome')
local tables = require('skein.tables')
local text = require('skein.text')
local unanswered = require('skein.chat.unanswered')
local view = require('skein.chat.view')
local visible = require('skein.visible')

local M = {}

---What stands beside the heading of a message.
function M.note(chat, message)
  local words = {}
  if message.role == 'assistant' then
    words = outcome.answer_notes(chat, message.turnId)
  end
  words[#words + 1] = text.clock(message.createdAt)
  if message.completionTokens then
    words[#words + 1] = ('%d tokens'):format(message.completionTokens)
  end
  return table.concat(words, ' · ')
end

---A model's reasoning as a quotation, and an empty line; nothing where there is none.
function M.reasoning(chat, turn_id)
  local reasoning = turn_id and chat.reasonings[turn_id]
  local lines = {}
  if reasoning then
    for _, line in ipairs(visible.lines(vim.trim(reasoning))) do
      lines[#lines + 1] = line == '' and '>' or '> ' .. line
    end
    lines[#lines + 1] = ''
  end
  return lines
end

---The lines of an answer below its heading: without the reasoning.
function M.answer(content)
  return tables.aligned(visible.lines(content))
end

---A message as `{lines, folds}`; a fold is `{first, last, words}`, with offsets from the first line.
function M.message(chat, message)
  local block = { lines = { view.titles[message.role] or ('## ' .. message.role), '' }, folds = {} }
  local function fold(first, last, words)
    table.insert(block.folds, { first = first, last = last, words = words })
  end
  if message.role == 'assistant' then
    local reasoning = M.reasoning(chat, message.turnId)
    if #reasoning > 0 then
      fold(2, #reasoning, 'Reasoning')
      vim.list_extend(block.lines, reasoning)
    end
    vim.list_extend(block.lines, M.answer(message.content))
  else
    local own = visible.lines(message.content)
    for _, each in ipairs(folds.of_question(own)) do
      fold(each.first + 1, each.last + 1, each.name)
    end
    vim.list_extend(block.lines, own)
  end
  table.insert(block.lines, '')
  return block
end

---The lines of a question and of the beginning of its answer as `{lines, folds, answer}`, with the
---offset of the answer's heading.
local function question_block(input)
  local block = { lines = { view.titles.user, '' }, folds = {} }
  local own = visible.lines(input)
  for _, each in ipairs(folds.of_question(own)) do
    table.insert(block.folds, { first = each.first + 1, last = each.last + 1, words = each.name })
  end
  vim.list_extend(block.lines, own)
  vim.list_extend(block.lines, { '', view.titles.assistant, '' })
  block.answer = #block.lines - 2
  return block
end

---What is shown of an entry.
function M.of(chat, entry)
  if entry.message then
    return M.message(chat, entry.message)
  end
  local block = question_block(entry.live and entry.input or entry.question.text)
  if entry.live then
    local said = entry.turn.text or ''
    entry.held = said:match('\r$')
    vim.list_extend(block.lines, visible.lines(entry.held and said:sub(1, -2) or said))
    block.tail = #block.lines - 1
  else
    vim.list_extend(block.lines, unanswered.lines(entry.question))
  end
  table.insert(block.lines, '')
  return block
end

return M
