---The place of a proposal in its buffer: whole lines, which move with the text around them.
local M = {}

M.namespace = vim.api.nvim_create_namespace('skein.region')

---Marks the rows from `first` to before `last`; with a mark, moves it there.
function M.place(buffer, first, last, mark, is_pending)
  return vim.api.nvim_buf_set_extmark(buffer, M.namespace, first, 0, {
    id = mark,
    end_row = math.min(last, vim.api.nvim_buf_line_count(buffer)),
    end_col = 0,
    end_right_gravity = false,
    hl_group = is_pending and 'SkeinPending' or nil,
    hl_eol = is_pending,
  })
end

---Where it is now: the first row, and the row after the last; nil when the buffer or the text is gone.
function M.rows(buffer, mark)
  if not vim.api.nvim_buf_is_loaded(buffer) then
    return nil
  end
  local found = vim.api.nvim_buf_get_extmark_by_id(buffer, M.namespace, mark, { details = true })
  local first, last = found[1], found[1] and found[3].end_row
  if not first or last <= first then
    return nil
  end
  return first, last
end

---Its lines now.
function M.lines(buffer, mark)
  local first, last = M.rows(buffer, mark)
  return first and vim.api.nvim_buf_get_lines(buffer, first, last, false)
end

function M.clear(buffer, mark)
  if vim.api.nvim_buf_is_loaded(buffer) then
    vim.api.nvim_buf_del_extmark(buffer, M.namespace, mark)
  end
end

return M
