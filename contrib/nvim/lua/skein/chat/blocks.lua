---What stands in a chat's buffer: a block for each message, one for each question without an answer
---and for each turn that runs, and the prompt at the end. An entry is one of
---  {message, head}                    a written message
---  {question, head, answer}           a question without an answer, see `skein.chat.unanswered`
---  {turn, live, head, answer, tail}   a turn that has not ended
local code = require('skein.chat.code')
local folds = require('skein.chat.folds')
local layout = require('skein.chat.layout')
local outcome = require('skein.chat.outcome')
local text = require('skein.text')
local view = require('skein.chat.view')

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

---The place of an entry among the others.
function M.index_of(chat, entry)
  for index, each in ipairs(chat.entries) do
    if each == entry then
      return index
    end
  end
end

---The row where the block after an entry begins.
function M.following_row(chat, index)
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
  local index = M.index_of(chat, entry)
  local words = index and foot_words(chat, entry, index == #chat.entries)
  if words then
    entry.foot = view.foot(chat, math.max(M.following_row(chat, index) - 2, 0), words, entry.foot)
  elseif entry.foot then
    view.unmark(chat, entry.foot)
    entry.foot = nil
  end
end

---Shows the notes below entries whose neighbours have changed, and the one at the prompt.
function M.show_feet(chat)
  view.mark_prompt(chat, view.row(chat, chat.prompt_mark))
  for index = math.max(1, #chat.entries - 2), #chat.entries do
    M.show_foot(chat, chat.entries[index])
  end
end

---Marks an entry whose lines begin at a row, and folds what is folded of it.
local function mark_block(chat, entry, row, block)
  entry.foot = nil
  if entry.message then
    entry.head = view.mark_head(chat, row, entry.message.role, layout.note(chat, entry.message))
  elseif entry.live then
    entry.head = view.mark_head(chat, row, 'user')
    entry.answer = view.mark_head(chat, row + block.answer, 'assistant')
    entry.tail = vim.api.nvim_buf_set_extmark(
      chat.buffer, view.namespace, row + block.tail, #block.lines[block.tail + 1], {})
  else
    local asked = entry.question.tries[1].queuedAt
    local newest = entry.question.tries[#entry.question.tries]
    entry.head = view.mark_head(chat, row, 'user', 'not answered' .. (asked and ' · ' .. text.clock(asked) or ''))
    entry.answer = view.mark_head(chat, row + block.answer, 'assistant', newest.status)
  end
  for _, fold in ipairs(block.folds) do
    folds.add(chat, row + fold.first, row + fold.last, fold.words)
  end
  code.colour_soon(chat, row, row + #block.lines)
end

local function banner_lines(banner)
  return banner and { '> ' .. banner, '' } or {}
end

---Shows all entries and the prompt anew; `rest` are the lines below the prompt's first one.
function M.redraw(chat, rest)
  local lines, rows, blocks = banner_lines(chat.banner), {}, {}
  for index, entry in ipairs(chat.entries) do
    rows[index], blocks[index] = #lines, layout.of(chat, entry)
    vim.list_extend(lines, blocks[index].lines)
  end
  local prompt = #lines
  lines[#lines + 1] = view.PROMPT_TITLE
  vim.list_extend(lines, #rest > 0 and rest or { '' })
  view.check_length(chat, lines, 0)
  view.edit(chat, function()
    folds.clear(chat)
    vim.api.nvim_buf_clear_namespace(chat.buffer, view.namespace, 0, -1)
    vim.api.nvim_buf_set_lines(chat.buffer, 0, -1, false, lines)
    chat.prompt_mark, chat.context_foot = nil, nil
    view.mark_prompt(chat, prompt)
    view.show_context(chat)
    for index, entry in ipairs(chat.entries) do
      mark_block(chat, entry, rows[index], blocks[index])
    end
    for _, entry in ipairs(chat.entries) do
      M.show_foot(chat, entry)
    end
  end)
end

---Replaces everything by these messages and an empty prompt. The banner is shown above them.
function M.render(chat, messages, banner)
  chat.entries = vim.tbl_map(function(message)
    return { message = message }
  end, messages)
  chat.banner = banner
  M.redraw(chat, { '', '' })
end

---Inserts earlier messages above the first; returns how many lines they have.
function M.insert_earlier(chat, messages, banner)
  M.set_banner(chat, banner)
  local lines, rows, blocks, entries = {}, {}, {}, {}
  local top = #banner_lines(chat.banner)
  for index, message in ipairs(messages) do
    entries[index] = { message = message }
    rows[index], blocks[index] = top + #lines, layout.message(chat, message)
    vim.list_extend(lines, blocks[index].lines)
  end
  view.check_length(chat, lines, 0)
  view.edit(chat, function()
    vim.api.nvim_buf_set_lines(chat.buffer, top, top, false, lines)
    for index, entry in ipairs(entries) do
      mark_block(chat, entry, rows[index], blocks[index])
    end
    chat.entries = vim.list_extend(entries, chat.entries)
  end)
  return #lines
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
    local note = entry.message and entry.message.role == 'assistant' and layout.note(chat, entry.message)
    if note and note ~= entry.note then
      entry.note = note
      view.note(chat, entry.head, 'assistant', note)
      M.show_foot(chat, entry)
    end
  end
end

---Inserts an entry at its place among the others.
function M.insert(chat, entry)
  local own, place = key(entry), #chat.entries + 1
  for index, each in ipairs(chat.entries) do
    if key(each) > own then
      place = index
      break
    end
  end
  local block = layout.of(chat, entry)
  view.check_length(chat, block.lines, 0)
  view.edit(chat, function()
    local row = M.following_row(chat, place - 1)
    if place == 1 then
      row = view.row(chat, chat.entries[1] and chat.entries[1].head or chat.prompt_mark)
    end
    vim.api.nvim_buf_set_lines(chat.buffer, row, row, false, block.lines)
    mark_block(chat, entry, row, block)
    table.insert(chat.entries, place, entry)
    M.show_feet(chat)
  end)
  return entry
end

---Inserts a written message at its place: before running turns.
function M.insert_message(chat, message)
  M.insert(chat, { message = message })
end

---Inserts an unanswered question where it was asked, with the reason.
function M.insert_question(chat, question)
  return M.insert(chat, { question = question })
end

---Removes an entry's block.
function M.remove(chat, entry)
  local index = M.index_of(chat, entry)
  local first, last = view.row(chat, entry.head), M.following_row(chat, index)
  view.edit(chat, function()
    folds.forget(chat, first, last - 1)
    vim.api.nvim_buf_set_lines(chat.buffer, first, last, false, {})
    view.unmark(chat, entry.head, entry.answer, entry.tail, entry.foot)
    table.remove(chat.entries, index)
    M.show_feet(chat)
  end)
end

return M
