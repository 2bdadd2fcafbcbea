---The fenced code of a chat: finding it, yanking it, running it through a filter, opening it.
local config = require('skein.config')
local languages = require('skein.languages')
local notice = require('skein.notice')
local visible = require('skein.visible')

local M = {}

---The fenced blocks in lines: `{first, last, language}`, the first and last line of the content.
function M.of_lines(lines)
  local blocks, open = {}, nil
  for number, line in ipairs(lines) do
    local run, language = line:match('^%s*(```+)([^`]*)$')
    if not run then
      run, language = line:match('^%s*(~~~+)(.*)$')
    end
    local closes = open and line:match('^%s*([`~]+)%s*$')
    if open and closes and vim.startswith(closes, open.run) then
      blocks[#blocks + 1] = { first = open.first, last = number - 1, language = open.language }
      open = nil
    elseif run and not open then
      open = { run = run, first = number + 1, language = vim.trim(language) }
    end
  end
  return blocks
end

---The block under the cursor, else the last one above it, else the last one of all, with its lines;
---nil, with a notice, when there is none.
local function here()
  local lines = vim.api.nvim_buf_get_lines(0, 0, -1, false)
  local cursor = vim.api.nvim_win_get_cursor(0)[1]
  local blocks = M.of_lines(lines)
  local chosen = blocks[#blocks]
  for _, block in ipairs(blocks) do
    if cursor >= block.first - 1 and cursor <= block.last + 1 then
      chosen = block
      break
    end
  end
  if not chosen then
    notice.info('There is no code here.')
    return nil
  end
  return chosen, vim.list_slice(lines, chosen.first, chosen.last)
end

---Yanks it into the register that was given.
function M.yank()
  local block, lines = here()
  if block then
    vim.fn.setreg(vim.v.register, lines, 'l')
    notice.info(('%d lines yanked.'):format(#lines))
  end
end

---Opens a window with lines in a buffer of their own.
local function open(lines, filetype)
  vim.cmd(config.window())
  local buffer = vim.api.nvim_create_buf(true, false)
  vim.api.nvim_win_set_buf(0, buffer)
  vim.api.nvim_buf_set_lines(buffer, 0, -1, false, lines)
  if filetype then
    vim.bo[buffer].filetype = filetype
  end
  return buffer
end

---Opens it in a buffer of its language.
function M.open()
  local block, lines = here()
  if block then
    open(lines, languages.filetype(block.language))
  end
end

---Shows what a command wrote, in a split.
local function show_result(command, written, status)
  local lines = visible.lines((table.concat(written, '\n'):gsub('\n+$', '')))
  local buffer = open(lines)
  local options = vim.bo[buffer]
  options.buftype, options.bufhidden, options.buflisted = 'nofile', 'wipe', false
  vim.keymap.set('n', 'q', '<Cmd>close<CR>', { buffer = buffer, nowait = true, silent = true })
  if status ~= 0 then
    notice.warn(('%s has ended with status %d.'):format(command, status))
  end
end

---Runs it through a shell command, and shows in a split what that writes.
function M.filter(command)
  local block, lines = here()
  if not block then
    return
  end
  local written = {}
  local function collect(_, pieces)
    -- The first piece continues the last line.
    written[#written] = (written[#written] or '') .. pieces[1]
    vim.list_extend(written, vim.list_slice(pieces, 2))
  end
  written[1] = ''
  local job = vim.fn.jobstart({ vim.o.shell, vim.o.shellcmdflag, command }, {
    on_stdout = collect,
    on_stderr = collect,
    on_exit = function(_, status)
      show_result(command, written, status)
    end,
  })
  vim.fn.chansend(job, lines)
  vim.fn.chansend(job, '\n')
  vim.fn.chanclose(job, 'stdin')
end

return M
