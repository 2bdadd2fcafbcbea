---Where a text for a question comes from. Each source has `label()`, a few words for the line above the
---prompt, and `read(callback)`, which gets an error, or nil, the name, the text and its language.
local connection = require('skein.connection')
local names = require('skein.names')
local selection = require('skein.selection')
local text = require('skein.text')
local uv = vim.uv or vim.loop

local M = {}

---A larger file is refused: no question holds it.
M.FILE_BYTES = 8 * 1024 * 1024
local namespace = vim.api.nvim_create_namespace('skein.context')

local function name_of(buffer)
  return selection.buffer_name(buffer) or 'a buffer without a name'
end

local function gone(buffer)
  return not vim.api.nvim_buf_is_loaded(buffer)
end

---A whole buffer.
function M.buffer(buffer)
  local name = name_of(buffer)
  return {
    label = function()
      return vim.fn.fnamemodify(name, ':t')
    end,
    read = function(callback)
      if not vim.api.nvim_buf_is_valid(buffer) then
        return callback(('The buffer %s is gone.'):format(name))
      end
      vim.fn.bufload(buffer)
      local lines = vim.api.nvim_buf_get_lines(buffer, 0, -1, false)
      callback(nil, name, text.joined(lines), selection.language(buffer))
    end,
  }
end

---A range of a buffer; it keeps its place while the buffer is edited.
function M.range(buffer, range)
  local name = name_of(buffer)
  local mark = vim.api.nvim_buf_set_extmark(buffer, namespace, range.row, range.column, {
    end_row = range.end_row, end_col = range.end_column, right_gravity = false,
  })
  local function now()
    if gone(buffer) then
      return nil
    end
    local found = vim.api.nvim_buf_get_extmark_by_id(buffer, namespace, mark, { details = true })
    return found[1] and {
      row = found[1], column = found[2], end_row = found[3].end_row, end_column = found[3].end_col, lines = range.lines,
    }
  end
  return {
    label = function()
      local place = now() or range
      local lines = place.row == place.end_row and place.row + 1 or ('%d–%d'):format(place.row + 1, place.end_row + 1)
      return ('%s %s'):format(vim.fn.fnamemodify(name, ':t'), lines)
    end,
    read = function(callback)
      local place = now()
      if not place then
        return callback(('The buffer %s is gone.'):format(name))
      end
      callback(nil, selection.name(buffer, place), selection.text(buffer, place), selection.language(buffer))
    end,
  }
end

---A file, as it is on the disk.
function M.file(path)
  local shown = vim.fn.fnamemodify(path, ':~:.')
  return {
    label = function()
      return shown
    end,
    read = function(callback)
      local full = vim.fn.fnamemodify(path, ':p')
      local stat = uv.fs_stat(full)
      if not stat then
        return callback(('There is no file %s.'):format(shown))
      elseif stat.type ~= 'file' then
        return callback(('%s is a %s, not a file.'):format(shown, stat.type))
      elseif stat.size > M.FILE_BYTES then
        return callback(('%s has %d bytes; a question holds %d.'):format(shown, stat.size, M.FILE_BYTES))
      end
      local file = io.open(full, 'rb')
      local content = file and file:read('*a')
      if file then
        file:close()
      end
      if not content then
        return callback(('%s cannot be read.'):format(shown))
      elseif content:find('%z') or select(2, text.well_formed(content)) > 0 then
        return callback(('%s is no text in UTF-8.'):format(shown))
      end
      local filetype = vim.fn.has('nvim-0.8') == 1 and vim.filetype.match { filename = full } or full:match('%.(%w+)$')
      callback(nil, shown, (content:gsub('\r\n', '\n'):gsub('\n$', '')), filetype or '')
    end,
  }
end

local severities = { 'error', 'warning', 'information', 'hint' }

---The diagnostics of a buffer.
function M.diagnostics(buffer)
  local name = name_of(buffer)
  local title = 'diagnostics of ' .. vim.fn.fnamemodify(name, ':t')
  return {
    label = function()
      return title
    end,
    read = function(callback)
      if gone(buffer) then
        return callback(('The buffer %s is gone.'):format(name))
      end
      local lines = vim.tbl_map(function(each)
        return ('%s:%d:%d: %s: %s'):format(name, each.lnum + 1, each.col + 1, severities[each.severity] or 'note', each.message)
      end, vim.diagnostic.get(buffer))
      if #lines == 0 then
        return callback(('There are no diagnostics of %s.'):format(name))
      end
      callback(nil, 'diagnostics of ' .. name, table.concat(lines, '\n'), '')
    end,
  }
end

---What `git diff` prints, with further arguments.
function M.diff(arguments)
  local title = vim.trim('git diff ' .. arguments)
  return {
    label = function()
      return title
    end,
    read = function(callback)
      local command = { 'git', '--no-pager', 'diff', '--no-color', '--no-ext-diff' }
      vim.list_extend(command, vim.split(arguments, '%s+', { trimempty = true }))
      local output = vim.fn.system(command)
      if vim.v.shell_error ~= 0 then
        return callback(('%s: %s'):format(title, vim.trim(output)))
      elseif vim.trim(output) == '' then
        return callback(('%s prints nothing: there is no difference.'):format(title))
      end
      callback(nil, title, (text.well_formed(output):gsub('\n$', '')), 'diff')
    end,
  }
end

---The quickfix list.
function M.quickfix()
  return {
    label = function()
      return 'quickfix'
    end,
    read = function(callback)
      local lines = vim.tbl_map(function(each)
        local name = each.bufnr > 0 and selection.buffer_name(each.bufnr)
        return name and ('%s:%d: %s'):format(name, each.lnum, each.text) or each.text
      end, vim.fn.getqflist())
      if #lines == 0 then
        return callback('The quickfix list is empty.')
      end
      callback(nil, 'quickfix list', (text.well_formed(table.concat(lines, '\n'))), '')
    end,
  }
end

---Another thread, as Markdown.
function M.thread(thread)
  return {
    label = function()
      return ('thread %d'):format(thread.number)
    end,
    read = function(callback)
      connection.request('thread/export', { threadId = thread.id, format = 'markdown' }, function(err, result)
        if err then
          return callback(err.message)
        end
        callback(nil, ('thread %d, “%s”'):format(thread.number, names.title(thread)), vim.trim(result.document.text), 'markdown')
      end)
    end,
  }
end

return M
