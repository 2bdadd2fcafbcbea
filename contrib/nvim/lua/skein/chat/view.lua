---A chat's buffer: how it is changed, and the marks of its parts. For its content see
---`skein.chat.blocks`.
local text = require('skein.text')
local visible = require('skein.visible')

local M = {}

M.namespace = vim.api.nvim_create_namespace('skein.chat')

---The first line of a block, by the role of its author.
M.titles = { user = '## You', assistant = '## Assistant', system = '## System' }
local groups = { user = 'SkeinUser', assistant = 'SkeinAssistant', system = 'SkeinSystem' }

---A longer line turns off the highlighting of its chat.
M.COLOURED_LINE_BYTES = 10000

---The first line of the prompt's block.
M.PROMPT_TITLE = M.titles.user

local function typing_in(buffer)
  return vim.api.nvim_get_current_buf() == buffer and vim.api.nvim_get_mode().mode:match('^[iR]') ~= nil
end

---Clears Neovim's undo history, which knows nothing of the lines that answers have added; the prompt
---has its own, see `skein.chat.undo`.
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
  chat.own_edits = (chat.own_edits or 0) + 1
  local last = vim.api.nvim_buf_get_lines(chat.buffer, -2, -1, false)
  vim.api.nvim_buf_set_lines(chat.buffer, -2, -1, false, last)
  chat.own_edits = chat.own_edits - 1
  options.undolevels = levels
  options.modifiable = modifiable
end

---The windows whose cursor is on the buffer's last line: those follow it.
local function following(buffer)
  local last = vim.api.nvim_buf_line_count(buffer)
  return vim.tbl_filter(function(window)
    return vim.api.nvim_win_get_cursor(window)[1] == last
  end, vim.fn.win_findbuf(buffer))
end

---The row of a mark.
function M.row(chat, mark)
  return vim.api.nvim_buf_get_extmark_by_id(chat.buffer, M.namespace, mark, {})[1]
end

---Stores where the prompt begins, as of the last change that is known.
local function note_prompt(chat)
  chat.prompt_row = chat.prompt_mark and M.row(chat, chat.prompt_mark) or chat.prompt_row
end

---Makes a change, whatever 'modifiable' is, without a step in the undo history.
local function change_silently(chat, change)
  local options = vim.bo[chat.buffer]
  local levels, modifiable = options.undolevels, options.modifiable
  local typing = typing_in(chat.buffer)
  options.modifiable = true
  if typing then
    -- While the user is typing, the undo history must fit the lines.
    chat.undo_is_stale = true
  else
    options.undolevels = -1
  end
  chat.own_edits = (chat.own_edits or 0) + 1
  local ok, err = pcall(change)
  chat.own_edits = chat.own_edits - 1
  if not typing then
    options.undolevels = levels
  end
  options.modifiable = modifiable
  if not typing then
    options.modified = false
  end
  note_prompt(chat)
  if not ok then
    error(err, 0)
  end
  return typing
end

---Changes the buffer, and lets windows at its end follow.
function M.edit(chat, change)
  local buffer = chat.buffer
  if not vim.api.nvim_buf_is_loaded(buffer) then
    return
  end
  if chat.damaged and (chat.own_edits or 0) == 0 then
    require('skein.chat.guard').repair(chat)
  end
  local windows = following(buffer)
  local typing = change_silently(chat, change)
  local last = vim.api.nvim_buf_line_count(buffer)
  for _, window in ipairs(typing and {} or windows) do
    if vim.api.nvim_win_get_cursor(window)[1] < last then
      vim.api.nvim_win_set_cursor(window, { last, 0 })
    end
    if vim.fn.line('w$', window) < last then
      vim.api.nvim_win_call(window, function()
        vim.cmd('normal! zb')
      end)
    end
  end
end

---Turns off highlighting where a line is so long that it would delay the keys.
function M.check_length(chat, lines, before)
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

---Marks a block's first line, or marks it again with another note.
function M.mark_head(chat, row, role, note, id)
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

---Shows a note beside a block's first line.
function M.note(chat, mark, role, note)
  local row = mark and M.row(chat, mark)
  if row then
    M.mark_head(chat, row, role, note, mark)
  end
end

---The width of the narrowest window that shows the buffer, in columns of text.
function M.columns(buffer)
  local narrowest
  for _, window in ipairs(vim.fn.win_findbuf(buffer)) do
    local width = vim.api.nvim_win_get_width(window) - (vim.fn.getwininfo(window)[1].textoff or 0)
    narrowest = math.min(narrowest or width, width)
  end
  return narrowest or vim.o.columns
end

---The notes about the keys at the prompt, the most needed first.
local function prompt_notes(chat)
  for _, entry in ipairs(chat.entries) do
    if entry.live then
      return { '<C-s> sends', '<C-c> cancels', ':q leaves' }
    end
  end
  return chat.editing and { chat.editing.note, '<C-c> leaves it' }
    or { '<C-s> sends', ':q leaves', 'g? helps' }
end

---As many of these notes as fit into the window.
local function prompt_note(chat)
  local notes = prompt_notes(chat)
  local room = M.columns(chat.buffer) - #M.PROMPT_TITLE - 1
  while #notes > 1 and #table.concat(notes, ', ') > room do
    table.remove(notes)
  end
  return table.concat(notes, ', ')
end

---Marks the prompt's first line, with a note about the keys.
function M.mark_prompt(chat, row)
  chat.prompt_mark = M.mark_head(chat, row, 'user', prompt_note(chat), chat.prompt_mark)
  chat.prompt_row = row
end

---Words as virtual lines that fit the buffer's windows.
local function wrapped(chat, words)
  local lines = {}
  for _, line in ipairs(text.wrapped(visible.text(words), M.columns(chat.buffer) - 1)) do
    lines[#lines + 1] = { { line, 'SkeinNote' } }
  end
  return lines
end

---Shows wrapped words below a row that are not part of the text; returns their mark.
function M.foot(chat, row, words, id)
  return vim.api.nvim_buf_set_extmark(chat.buffer, M.namespace, row, 0, { id = id, virt_lines = wrapped(chat, words) })
end

---Shows, or removes, the line above the prompt's text about what is added to the next question.
function M.show_context(chat)
  if chat.context_words then
    chat.context_foot = M.foot(chat, M.row(chat, chat.prompt_mark), chat.context_words, chat.context_foot)
  elseif chat.context_foot then
    M.unmark(chat, chat.context_foot)
    chat.context_foot = nil
  end
end

---Removes marks.
function M.unmark(chat, ...)
  for index = 1, select('#', ...) do
    local mark = select(index, ...)
    if mark then
      vim.api.nvim_buf_del_extmark(chat.buffer, M.namespace, mark)
    end
  end
end

---Where each window of the buffer is, to return there after all lines were replaced: those at the end
---stay at the end.
function M.places(buffer)
  local places = {}
  local last = vim.api.nvim_buf_line_count(buffer)
  for _, window in ipairs(vim.fn.win_findbuf(buffer)) do
    places[window] = vim.api.nvim_win_call(window, vim.fn.winsaveview)
    places[window].is_at_end = places[window].lnum == last
  end
  return places
end

---Returns to such places; `moved` is how many lines were added above.
function M.return_to(buffer, places, moved)
  local last = vim.api.nvim_buf_line_count(buffer)
  for window, place in pairs(places) do
    if vim.api.nvim_win_is_valid(window) and vim.api.nvim_win_get_buf(window) == buffer then
      vim.api.nvim_win_call(window, function()
        if place.is_at_end then
          vim.api.nvim_win_set_cursor(window, { last, place.col })
          vim.cmd('normal! zb')
        else
          place.lnum = math.min(place.lnum + moved, last)
          place.topline = math.min(place.topline + moved, last)
          vim.fn.winrestview(place)
        end
      end)
    end
  end
end

return M
