---How a thread looks in its buffer: a block for each message, one for each turn that has not been
---written, and the prompt at the end. The daemon has the truth; marks, not words, say what is where.
local text = require('skein.text')
local visible = require('skein.visible')

local M = {}

M.namespace = vim.api.nvim_create_namespace('skein.chat')

local titles = { user = '## You', assistant = '## Assistant', system = '## System' }
local groups = { user = 'SkeinUser', assistant = 'SkeinAssistant', system = 'SkeinSystem' }

---A longer line ends the colours of its chat.
M.COLOURED_LINE_BYTES = 10000

---The first line of the prompt's block.
M.PROMPT_TITLE = titles.user

local function typing_in(buffer)
  return vim.api.nvim_get_current_buf() == buffer and vim.api.nvim_get_mode().mode:match('^[iR]') ~= nil
end

---Forgets what could be undone, so that `u` in the prompt takes back nothing but typing.
function M.forget_undo(chat)
  if typing_in(chat.buffer) then
    chat.undo_is_stale = true
    return
  end
  chat.undo_is_stale = false
  local options = vim.bo[chat.buffer]
  local levels, modifiable = options.undolevels, options.modifiable
  options.modifiable = true
  options.undolevels = -1
  local last = vim.api.nvim_buf_get_lines(chat.buffer, -2, -1, false)
  vim.api.nvim_buf_set_lines(chat.buffer, -2, -1, false, last)
  options.undolevels = levels
  options.modifiable = modifiable
end

---The windows that show the buffer's end, and so follow it, with whether the cursor is there.
local function following(buffer)
  local windows = {}
  local last = vim.api.nvim_buf_line_count(buffer)
  for _, window in ipairs(vim.fn.win_findbuf(buffer)) do
    if vim.fn.line('w$', window) >= last then
      windows[window] = vim.api.nvim_win_get_cursor(window)[1] == last
    end
  end
  return windows
end

---Changes the buffer, whatever 'modifiable' says, and lets windows at its end follow.
function M.edit(chat, change)
  local buffer = chat.buffer
  if not vim.api.nvim_buf_is_loaded(buffer) then
    return
  end
  local options = vim.bo[buffer]
  local levels, modifiable = options.undolevels, options.modifiable
  local typing = typing_in(buffer)
  local windows = following(buffer)
  options.modifiable = true
  if typing then
    -- While something is typed, what can be undone has to agree with the lines.
    chat.undo_is_stale = true
  else
    options.undolevels = -1
  end
  local ok, err = pcall(change)
  if not typing then
    options.undolevels = levels
  end
  options.modifiable = modifiable
  options.modified = false
  if not ok then
    error(err, 0)
  end
  local last = vim.api.nvim_buf_line_count(buffer)
  for window, was_at_end in pairs(typing and {} or windows) do
    if was_at_end and vim.api.nvim_win_get_cursor(window)[1] < last then
      vim.api.nvim_win_set_cursor(window, { last, 0 })
    end
    if vim.fn.line('w$', window) < last then
      vim.api.nvim_win_call(window, function()
        vim.cmd('normal! zb')
      end)
    end
  end
end

---Takes the colours away where a line is so long that finding them would hold up the keys.
local function check_length(chat, lines, before)
  if vim.bo[chat.buffer].syntax == '' or vim.bo[chat.buffer].syntax == 'OFF' then
    return
  end
  for index, line in ipairs(lines) do
    if #line + (index == 1 and before or 0) > M.COLOURED_LINE_BYTES then
      vim.bo[chat.buffer].syntax = 'OFF'
      return
    end
  end
end

---The row of a mark.
function M.row(chat, mark)
  return vim.api.nvim_buf_get_extmark_by_id(chat.buffer, M.namespace, mark, {})[1]
end

---Marks a block's first line, or marks it anew with other words beside it.
local function mark_head(chat, row, role, note, id)
  return vim.api.nvim_buf_set_extmark(chat.buffer, M.namespace, row, 0, {
    id = id,
    end_row = row + 1,
    end_col = 0,
    hl_group = groups[role],
    hl_eol = true,
    end_right_gravity = false,
    virt_text = note and note ~= '' and { { visible.text(note), 'SkeinNote' } } or nil,
  })
end

---Says something beside a block's first line.
function M.note(chat, mark, role, note)
  local row = mark and M.row(chat, mark)
  if row then
    mark_head(chat, row, role, note, mark)
  end
end

---Marks the prompt's first line.
function M.mark_prompt(chat, row)
  chat.prompt_mark = mark_head(chat, row, 'user', '<C-s> sends, g? shows the keys', chat.prompt_mark)
end

local function message_note(message)
  local words = { text.clock(message.createdAt) }
  if message.completionTokens then
    words[#words + 1] = ('%d tokens'):format(message.completionTokens)
  end
  return table.concat(words, ' · ')
end

local function message_lines(message)
  local lines = { titles[message.role] or ('## ' .. message.role), '' }
  vim.list_extend(lines, visible.lines(message.content))
  lines[#lines + 1] = ''
  return lines
end

---Replaces everything by these messages and an empty prompt.
function M.render(chat, messages, banner)
  local lines, heads = {}, {}
  for _, line in ipairs(banner or {}) do
    lines[#lines + 1] = line
  end
  for index, message in ipairs(messages) do
    heads[index] = #lines
    vim.list_extend(lines, message_lines(message))
  end
  local prompt = #lines
  vim.list_extend(lines, { M.PROMPT_TITLE, '', '' })
  check_length(chat, lines, 0)
  M.edit(chat, function()
    vim.api.nvim_buf_clear_namespace(chat.buffer, M.namespace, 0, -1)
    vim.api.nvim_buf_set_lines(chat.buffer, 0, -1, false, lines)
    chat.entries = {}
    for index, message in ipairs(messages) do
      local mark = mark_head(chat, heads[index], message.role, message_note(message))
      chat.entries[index] = { message = message, head = mark }
    end
    chat.prompt_mark = nil
    M.mark_prompt(chat, prompt)
  end)
end

---The row where the block after an entry begins.
local function following_row(chat, index)
  local after = chat.entries[index + 1]
  return M.row(chat, after and after.head or chat.prompt_mark)
end

---Puts a written message before the first turn that still runs.
function M.insert_message(chat, message)
  local place = #chat.entries + 1
  for index, entry in ipairs(chat.entries) do
    if entry.live then
      place = index
      break
    end
  end
  local row = following_row(chat, place - 1)
  local lines = message_lines(message)
  check_length(chat, lines, 0)
  M.edit(chat, function()
    vim.api.nvim_buf_set_lines(chat.buffer, row, row, false, lines)
    local mark = mark_head(chat, row, message.role, message_note(message))
    table.insert(chat.entries, place, { message = message, head = mark })
  end)
end

---Puts a turn that was begun before the prompt.
function M.insert_turn(chat, turn, input)
  local row = M.row(chat, chat.prompt_mark)
  local lines = { titles.user, '' }
  vim.list_extend(lines, visible.lines(input))
  lines[#lines + 1] = ''
  local answer = #lines
  vim.list_extend(lines, { titles.assistant, '', '', '' })
  local entry = { turn = turn, live = true, input = input }
  check_length(chat, lines, 0)
  M.edit(chat, function()
    vim.api.nvim_buf_set_lines(chat.buffer, row, row, false, lines)
    entry.head = mark_head(chat, row, 'user')
    entry.answer = mark_head(chat, row + answer, 'assistant')
    entry.tail = vim.api.nvim_buf_set_extmark(chat.buffer, M.namespace, row + answer + 2, 0, {})
    table.insert(chat.entries, entry)
  end)
  return entry
end

---Adds to what a turn has said.
function M.append(chat, entry, piece)
  local place = vim.api.nvim_buf_get_extmark_by_id(chat.buffer, M.namespace, entry.tail, {})
  if not place[1] then
    return
  end
  M.edit(chat, function()
    local row, column = place[1], place[2]
    local lines = visible.lines(piece)
    check_length(chat, lines, column)
    vim.api.nvim_buf_set_text(chat.buffer, row, column, row, column, lines)
  end)
end

local function index_of(chat, entry)
  for index, each in ipairs(chat.entries) do
    if each == entry then
      return index
    end
  end
end

---Makes a turn's answer read as these lines; touches nothing when it does already.
function M.set_answer(chat, entry, lines)
  local first = M.row(chat, entry.answer) + 2
  local last = following_row(chat, index_of(chat, entry)) - 1
  local shown = vim.api.nvim_buf_get_lines(chat.buffer, first, last, false)
  if table.concat(shown, '\n') == table.concat(lines, '\n') then
    return
  end
  check_length(chat, lines, 0)
  M.edit(chat, function()
    vim.api.nvim_buf_set_lines(chat.buffer, first, math.max(first, last), false, lines)
    local row = first + #lines - 1
    vim.api.nvim_buf_set_extmark(chat.buffer, M.namespace, row, #lines[#lines], { id = entry.tail })
  end)
end

---Makes a turn's block that of the two messages it wrote, where it stands.
function M.settle(chat, entry, question, answer)
  local index = index_of(chat, entry)
  M.set_answer(chat, entry, visible.lines(answer.content))
  M.note(chat, entry.head, 'user', message_note(question))
  local record = entry.turn.record
  local cancelled = record and record.finishReason == 'cancelled'
  M.note(chat, entry.answer, 'assistant', (cancelled and 'cancelled · ' or '') .. message_note(answer))
  vim.api.nvim_buf_del_extmark(chat.buffer, M.namespace, entry.tail)
  chat.entries[index] = { message = question, head = entry.head }
  table.insert(chat.entries, index + 1, { message = answer, head = entry.answer })
end

---Takes a turn's block away.
function M.remove(chat, entry)
  local index = index_of(chat, entry)
  local first, last = M.row(chat, entry.head), following_row(chat, index)
  M.edit(chat, function()
    vim.api.nvim_buf_set_lines(chat.buffer, first, last, false, {})
    for _, mark in ipairs { entry.head, entry.answer, entry.tail } do
      vim.api.nvim_buf_del_extmark(chat.buffer, M.namespace, mark)
    end
    table.remove(chat.entries, index)
  end)
end

return M
