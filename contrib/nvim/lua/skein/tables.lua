---Tables of Markdown with their columns aligned, outside of code.
local M = {}

---A wider table stays as it is: its lines would wrap.
local WIDEST = 200

---The cells of a row; nil for a line that is none. A bar behind a backslash is part of a cell.
local function cells(line)
  if not line:find('^%s*|.*|%s*$') then
    return nil
  end
  local inner = line:match('^%s*|(.*)|%s*$'):gsub('\\|', '\1')
  return vim.tbl_map(function(cell)
    return (vim.trim(cell):gsub('\1', '\\|'))
  end, vim.split(inner, '|', { plain = true }))
end

local function is_ruler(row)
  for _, cell in ipairs(row) do
    if not cell:find('^:?%-+:?$') then
      return false
    end
  end
  return true
end

---The ruler's cell for a column of this width.
local function ruler(cell, width)
  local left, right = cell:sub(1, 1) == ':' and ':' or '', cell:sub(-1) == ':' and ':' or ''
  return left .. ('-'):rep(width - #left - #right) .. right
end

local function padded(cell, width, rule)
  local room = width - vim.fn.strwidth(cell)
  if rule:find('^:.*:$') then
    return (' '):rep(math.floor(room / 2)) .. cell .. (' '):rep(math.ceil(room / 2))
  elseif rule:sub(-1) == ':' then
    return (' '):rep(room) .. cell
  end
  return cell .. (' '):rep(room)
end

---The rows of one table, aligned; nil where it is too wide or its rows differ.
local function table_lines(rows, indent)
  local widths = {}
  for number, row in ipairs(rows) do
    if #row > #rows[2] then
      return nil
    end
    for column = 1, #rows[2] do
      local least = number == 2 and 3 or vim.fn.strwidth(row[column] or '')
      widths[column] = math.max(widths[column] or 3, least)
    end
  end
  local lines = {}
  for number, row in ipairs(rows) do
    local shown = {}
    for column, width in ipairs(widths) do
      local rule = rows[2][column]
      shown[column] = number == 2 and ruler(rule, width) or padded(row[column] or '', width, rule)
    end
    lines[number] = indent .. '| ' .. table.concat(shown, ' | ') .. ' |'
  end
  return vim.fn.strwidth(lines[1]) <= WIDEST and lines or nil
end

---The lines with their tables aligned.
function M.aligned(lines)
  local result, index, fence = {}, 1, nil
  while index <= #lines do
    local line = lines[index]
    local run = line:match('^%s*(```+)') or line:match('^%s*(~~~+)')
    if run and not fence then
      fence = run
    elseif fence and line:match('^%s*([`~]+)%s*$') and run and #run >= #fence and run:sub(1, 1) == fence:sub(1, 1) then
      fence = nil
    end
    local rows, second = {}, not fence and lines[index + 1] and cells(lines[index + 1])
    if not fence and second and is_ruler(second) then
      while lines[index + #rows] and cells(lines[index + #rows]) do
        rows[#rows + 1] = cells(lines[index + #rows])
      end
    end
    local aligned = #rows >= 2 and table_lines(rows, line:match('^%s*'))
    if aligned then
      vim.list_extend(result, aligned)
      index = index + #rows
    else
      result[#result + 1] = line
      index = index + 1
    end
  end
  return result
end

return M
