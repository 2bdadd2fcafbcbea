---A note below a text that could not be changed, with the reason; it stays until the text is
---changed or another answer is requested for it.
local selection = require('skein.selection')
local text = require('skein.text')
local visible = require('skein.visible')

local M = {}

M.namespace = vim.api.nvim_create_namespace('skein.trace')

local traces = {} -- by buffer: {mark, below, original}

---The range of a trace now.
local function range_of(buffer, mark)
  local found = vim.api.nvim_buf_get_extmark_by_id(buffer, M.namespace, mark, { details = true })
  local details = found[3]
  return found[1] and { row = found[1], column = found[2], end_row = details.end_row, end_column = details.end_col }
end

---Removes the notes of a buffer for which the function returns true.
local function drop(buffer, is_over)
  local kept = {}
  for _, trace in ipairs(traces[buffer] or {}) do
    local range = range_of(buffer, trace.mark)
    if not range or is_over(range, trace) then
      vim.api.nvim_buf_del_extmark(buffer, M.namespace, trace.mark)
      vim.api.nvim_buf_del_extmark(buffer, M.namespace, trace.below)
    else
      kept[#kept + 1] = trace
    end
  end
  traces[buffer] = #kept > 0 and kept or nil
end

---Removes the notes whose text has changed.
local function drop_changed(buffer)
  drop(buffer, function(range, trace)
    return selection.text(buffer, range) ~= trace.original
  end)
end

---Shows a note below a range.
function M.leave(buffer, range, words)
  local window = vim.fn.win_findbuf(buffer)[1]
  local columns = window and vim.api.nvim_win_get_width(window) - 8 or vim.o.columns
  local lines = {}
  for _, line in ipairs(text.wrapped(visible.text('skein: ' .. words), columns)) do
    lines[#lines + 1] = { { line, 'SkeinFailed' } }
  end
  local mark = vim.api.nvim_buf_set_extmark(buffer, M.namespace, range.row, range.column, {
    end_row = range.end_row,
    end_col = range.end_column,
    end_right_gravity = false,
  })
  -- Virtual lines are shown below the row of their mark, and the range may have several rows.
  local below = vim.api.nvim_buf_set_extmark(buffer, M.namespace, range.end_row, 0, { virt_lines = lines })
  traces[buffer] = traces[buffer] or {}
  local own = { row = range.row, column = range.column, end_row = range.end_row, end_column = range.end_column }
  table.insert(traces[buffer], { mark = mark, below = below, original = selection.text(buffer, own) })
  vim.api.nvim_create_autocmd({ 'TextChanged', 'InsertLeave' }, {
    group = vim.api.nvim_create_augroup('skein.trace.' .. buffer, {}),
    buffer = buffer,
    callback = function()
      drop_changed(buffer)
      return traces[buffer] == nil
    end,
  })
end

---Removes the notes within a range.
function M.clear(buffer, range)
  drop(buffer, function(left)
    return left.row <= range.end_row and left.end_row >= range.row
  end)
end

---Removes all notes everywhere.
function M.clear_all()
  for buffer in pairs(vim.deepcopy(traces)) do
    if vim.api.nvim_buf_is_loaded(buffer) then
      drop(buffer, function()
        return true
      end)
    end
    traces[buffer] = nil
  end
end

return M
