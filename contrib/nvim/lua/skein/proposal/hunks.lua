---What a proposal changes: hunks between the lines as they are and the lines that are proposed.
local M = {}

---The hunks as `{first, count, new_first, new_count}`, with indexes of lines from 1; where nothing is
---removed or added, the index is that of the line before, 0 at the beginning.
function M.between(old, new)
  local function joined(lines)
    return #lines > 0 and table.concat(lines, '\n') .. '\n' or ''
  end
  local found = vim.diff(joined(old), joined(new), { result_type = 'indices', algorithm = 'histogram' })
  return vim.tbl_map(function(each)
    return { first = each[1], count = each[2], new_first = each[3], new_count = each[4] }
  end, found)
end

---The rows of the old lines that a hunk replaces, from 0 and the end exclusive.
function M.rows(hunk)
  local first = hunk.count > 0 and hunk.first - 1 or hunk.first
  return first, first + hunk.count
end

---The lines that a hunk adds.
function M.added(hunk, new)
  return vim.list_slice(new, hunk.new_first, hunk.new_first + hunk.new_count - 1)
end

---The proposed lines without a hunk: there they are as the old ones.
function M.without(hunk, old, new)
  local before = hunk.new_count > 0 and hunk.new_first - 1 or hunk.new_first
  local lines = vim.list_slice(new, 1, before)
  vim.list_extend(lines, vim.list_slice(old, hunk.first, hunk.first + hunk.count - 1))
  return vim.list_extend(lines, vim.list_slice(new, before + hunk.new_count + 1))
end

---What is known of the hunks while the proposal still arrives: what would be removed at the end may
---still come.
function M.so_far(old, new)
  local hunks = M.between(old, new)
  local last = hunks[#hunks]
  if last and last.count > 0 and last.first + last.count - 1 == #old then
    last.count = math.min(last.count, last.new_count)
    if last.count == 0 then
      hunks[#hunks] = nil
    end
  end
  return hunks
end

return M
