---What stands in a chat's buffer: a block for each message, one for each question without an answer
---and for each turn that runs, and the prompt at the end. An entry is one of
---  {message, head}                    a written message
---  {question, head, answer}           a question without an answer, see `skein.chat.unanswered`
---  {turn, live, head, answer, tail}   a turn that has not ended
local outcome = require('skein.chat.outcome')
local text = require('skein.text')
local unanswered = require('skein.chat.unanswered')
local view = require('skein.chat.view')
local visible = require('skein.visible')

local M = {}

local LAST = math.huge

---The position of an entry: messages by their number, unanswered questions after the message that
---they followed, running turns at the end.
local function key(entry)
  if entry.live then
    return LAST
  end
  return entry.message and entry.message.sequence or entry.question.after + 0.5
end

local function index_of(chat, entry)
  for index, each in ipairs(chat.entries) do
    if each == entry then
      return index
    end
  end
end

---The row where the block after an entry begins.
local function following_row(chat, index)
  local after = chat.entries[index + 1]
  return view.row(chat, after and after.head or chat.prompt_mark)
end

---The note below an entry: how to ask the last question again, or that an answer was cut off.
local function foot_words(chat, entry, is_last)
  if entry.live then
    return entry.waiting
  elseif entry.question then
    return is_last and 'gr asks again, :SkeinUndo takes it back' or nil
  end
  return entry.message.role == 'assistant' and outcome.cut_words(chat, entry.message.turnId) or nil
end

---Shows the note below an entry, or removes it.
function M.show_foot(chat, entry)
  local index = index_of(chat, entry)
  local words = index and foot_words(chat, entry, index == #chat.entries)
  if words then
    entry.foot = view.foot(chat, math.max(following_row(chat, index) - 2, 0), words, entry.foot)
  elseif entry.foot then
    view.unmark(chat, entry.foot)
    entry.foot = nil
  end
end

---Shows the notes below entries whose neighbours have changed, and the one at the prompt.
local function show_feet(chat)
  view.mark_prompt(chat, view.row(chat, chat.prompt_mark))
  for index = math.max(1, #chat.entries - 2), #chat.entries do
    M.show_foot(chat, chat.entries[index])
  end
end

local function message_note(chat, message)
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

local function message_lines(message)
  local lines = { view.titles[message.role] or ('## ' .. message.role), '' }
  vim.list_extend(lines, visible.lines(message.content))
  lines[#lines + 1] = ''
  return lines
end

local function banner_lines(banner)
  return banner and { '> ' .. banner, '' } or {}
end

---Replaces everything by these messages and an empty prompt. The banner is shown above them.
function M.render(chat, messages, banner)
  local lines, heads = banner_lines(banner), {}
  for index, message in ipairs(messages) do
    heads[index] = #lines
    vim.list_extend(lines, message_lines(message))
  end
  local prompt = #lines
  vim.list_extend(lines, { view.PROMPT_TITLE, '', '' })
  view.check_length(chat, lines, 0)
  view.edit(chat, function()
    vim.api.nvim_buf_clear_namespace(chat.buffer, view.namespace, 0, -1)
    vim.api.nvim_buf_set_lines(chat.buffer, 0, -1, false, lines)
    chat.entries = {}
    chat.banner = banner
    for index, message in ipairs(messages) do
      local mark = view.mark_head(chat, heads[index], message.role, message_note(chat, message))
      chat.entries[index] = { message = message, head = mark }
    end
    chat.prompt_mark = nil
    view.mark_prompt(chat, prompt)
    for _, entry in ipairs(chat.entries) do
      M.show_foot(chat, entry)
    end
  end)
end

---Changes only the banner above everything.
function M.set_banner(chat, banner)
  if chat.banner == banner then
    return
  end
  view.edit(chat, function()
    vim.api.nvim_buf_set_lines(chat.buffer, 0, #banner_lines(chat.banner), false, banner_lines(banner))
    chat.banner = banner
  end)
end

---Shows beside the answers what is known about their turns now.
function M.show_notes(chat)
  for _, entry in ipairs(chat.entries) do
    local note = entry.message and entry.message.role == 'assistant' and message_note(chat, entry.message)
    if note and note ~= entry.note then
      entry.note = note
      view.note(chat, entry.head, 'assistant', note)
      M.show_foot(chat, entry)
    end
  end
end

---Inserts lines at the place of an entry, and the entry among the others.
local function insert(chat, entry, lines, mark)
  local own, place = key(entry), #chat.entries + 1
  for index, each in ipairs(chat.entries) do
    if key(each) > own then
      place = index
      break
    end
  end
  local row = following_row(chat, place - 1)
  if place == 1 then
    row = view.row(chat, chat.entries[1] and chat.entries[1].head or chat.prompt_mark)
  end
  view.check_length(chat, lines, 0)
  view.edit(chat, function()
    vim.api.nvim_buf_set_lines(chat.buffer, row, row, false, lines)
    mark(row)
    table.insert(chat.entries, place, entry)
    show_feet(chat)
  end)
  return entry
end

---Inserts a written message at its place: before running turns.
function M.insert_message(chat, message)
  local entry = { message = message }
  insert(chat, entry, message_lines(message), function(row)
    entry.head = view.mark_head(chat, row, message.role, message_note(chat, message))
  end)
end

---The lines of a question and of the beginning of its answer, and the row where the answer begins.
local function question_lines(input)
  local lines = { view.titles.user, '' }
  vim.list_extend(lines, visible.lines(input))
  vim.list_extend(lines, { '', view.titles.assistant, '' })
  return lines, #lines - 2
end

---Inserts an unanswered question where it was asked, with the reason.
function M.insert_question(chat, question)
  local entry = { question = question }
  local lines, answer = question_lines(question.text)
  vim.list_extend(lines, unanswered.lines(question))
  lines[#lines + 1] = ''
  local asked = question.tries[1].queuedAt
  local newest = question.tries[#question.tries]
  return insert(chat, entry, lines, function(row)
    entry.head = view.mark_head(chat, row, 'user', 'not answered' .. (asked and ' · ' .. text.clock(asked) or ''))
    entry.answer = view.mark_head(chat, row + answer, 'assistant', newest.status)
  end)
end

---Inserts a new turn before the prompt. What it asks again is removed: a pair of messages is kept
---in `entry.replaces`, an unanswered question in `entry.asked`.
function M.begin(chat, turn, input, retried)
  local entry = { turn = turn, live = true, input = input }
  for index, each in ipairs(chat.entries) do
    local question = chat.entries[index - 1]
    if retried and each.question and unanswered.has_try(each.question, retried) then
      entry.asked = each.question
      M.remove(chat, each)
      break
    elseif retried and each.message and each.message.role == 'assistant' and each.message.turnId == retried
      and question and question.message and question.message.turnId == retried then
      entry.replaces = { question = question.message, answer = each.message }
      M.remove(chat, each)
      M.remove(chat, question)
      break
    end
  end
  local lines, answer = question_lines(input)
  vim.list_extend(lines, { '', '' })
  return insert(chat, entry, lines, function(row)
    entry.head = view.mark_head(chat, row, 'user')
    entry.answer = view.mark_head(chat, row + answer, 'assistant')
    entry.tail = vim.api.nvim_buf_set_extmark(chat.buffer, view.namespace, row + answer + 2, 0, {})
  end)
end

---Appends to a turn's text.
function M.append(chat, entry, piece)
  local place = vim.api.nvim_buf_get_extmark_by_id(chat.buffer, view.namespace, entry.tail, {})
  if not place[1] then
    return
  end
  -- The two bytes of a line end may arrive separately.
  piece = (entry.held or '') .. piece
  entry.held = piece:match('\r$')
  piece = entry.held and piece:sub(1, -2) or piece
  view.edit(chat, function()
    local row, column = place[1], place[2]
    local lines = visible.lines(piece)
    view.check_length(chat, lines, column)
    vim.api.nvim_buf_set_text(chat.buffer, row, column, row, column, lines)
  end)
end

---Replaces the text of a turn's answer, unless it is the same already.
function M.set_answer(chat, entry, answer)
  entry.held = nil
  local lines = visible.lines(answer)
  local first = view.row(chat, entry.answer) + 2
  local last = following_row(chat, index_of(chat, entry)) - 1
  local shown = vim.api.nvim_buf_get_lines(chat.buffer, first, last, false)
  if table.concat(shown, '\n') == table.concat(lines, '\n') then
    return
  end
  view.check_length(chat, lines, 0)
  view.edit(chat, function()
    vim.api.nvim_buf_set_lines(chat.buffer, first, math.max(first, last), false, lines)
    local row = first + #lines - 1
    vim.api.nvim_buf_set_extmark(chat.buffer, view.namespace, row, #lines[#lines], { id = entry.tail })
  end)
end

---Turns a turn's block into that of the two messages that it wrote.
function M.settle(chat, entry, question, answer)
  local index = index_of(chat, entry)
  entry.live = false
  M.set_answer(chat, entry, answer.content)
  view.note(chat, entry.head, 'user', message_note(chat, question))
  view.note(chat, entry.answer, 'assistant', message_note(chat, answer))
  view.unmark(chat, entry.tail, entry.foot)
  chat.entries[index] = { message = question, head = entry.head }
  table.insert(chat.entries, index + 1, { message = answer, head = entry.answer })
  show_feet(chat)
end

---Removes an entry's block.
function M.remove(chat, entry)
  local index = index_of(chat, entry)
  local first, last = view.row(chat, entry.head), following_row(chat, index)
  view.edit(chat, function()
    vim.api.nvim_buf_set_lines(chat.buffer, first, last, false, {})
    view.unmark(chat, entry.head, entry.answer, entry.tail, entry.foot)
    table.remove(chat.entries, index)
    show_feet(chat)
  end)
end

return M
