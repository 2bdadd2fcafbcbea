---Shows an arriving answer below the place in a buffer that it will be written to.
local text = require('skein.text')
local visible = require('skein.visible')

local M = {}

M.namespace = vim.api.nvim_create_namespace('skein.preview')

---How many of the last lines are shown, and how many characters of each.
M.LINES = 12
M.COLUMNS = 200

---Marks the place: a range whose ends move with edits around it.
function M.place(buffer, range, highlighted)
  return vim.api.nvim_buf_set_extmark(buffer, M.namespace, range.row, range.column, {
    end_row = range.end_row,
    end_col = range.end_column,
    end_right_gravity = false,
    hl_group = highlighted and 'SkeinPending' or nil,
  })
end

---Where the place is now, as a range, or nil when the buffer is gone.
function M.range(buffer, mark)
  if not vim.api.nvim_buf_is_loaded(buffer) then
    return nil
  end
  local found = vim.api.nvim_buf_get_extmark_by_id(buffer, M.namespace, mark, { details = true })
  if not found[1] then
    return nil
  end
  return { row = found[1], column = found[2], end_row = found[3].end_row, end_column = found[3].end_col }
end

---Shows a note and the end of the answer below the place; returns its mark.
function M.show(buffer, mark, note, written, shown)
  local range = M.range(buffer, mark)
  if not range then
    return shown
  end
  local lines = {}
  if written ~= '' then
    -- A long text is cut before it is split: this runs many times a second.
    local tail = text.well_formed(written:sub(-M.LINES * M.COLUMNS * 4))
    local all = vim.split(tail, '\n', { plain = true })
    for index = math.max(1, #all - M.LINES + 1), #all do
      lines[#lines + 1] = { { vim.fn.strcharpart(visible.text((all[index]:gsub('\t', ' '))), 0, M.COLUMNS), 'SkeinPreview' } }
    end
  end
  lines[#lines + 1] = { { visible.text(note), 'SkeinNote' } }
  return vim.api.nvim_buf_set_extmark(buffer, M.namespace, range.end_row, 0, { id = shown, virt_lines = lines })
end

---Removes marks.
function M.clear(buffer, ...)
  if vim.api.nvim_buf_is_loaded(buffer) then
    for _, mark in ipairs { ... } do
      vim.api.nvim_buf_del_extmark(buffer, M.namespace, mark)
    end
  end
end

return M
