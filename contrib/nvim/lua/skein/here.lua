---A Markdown file as a chat: the headings `## You` and `## Assistant` say who speaks, and the answer is
---written below. The file is the history; the thread that the daemon needs for it is deleted when the
---answer stands in the file.
local config = require('skein.config')
local connection = require('skein.connection')
local notice = require('skein.notice')
local rewrite = require('skein.rewrite')
local selection = require('skein.selection')
local text = require('skein.text')
local uuid = require('skein.uuid')

local M = {}

local roles = { ['## You'] = 'user', ['## Assistant'] = 'assistant' }

---The parts of a file: the text before the first heading, which is the system prompt, and the messages
---`{role, content}`. A file without headings is one question. Headings in fenced code do not count.
function M.parse(lines)
  local system, messages, fence, current = {}, {}, nil, nil
  for _, line in ipairs(lines) do
    local run = line:match('^%s*(```+)') or line:match('^%s*(~~~+)')
    local role = not fence and roles[vim.trim(line)]
    if run and not fence then
      fence = run
    elseif run and fence and vim.startswith(run, fence) and not line:find('[^`~%s]') then
      fence = nil
    end
    if role then
      current = {}
      messages[#messages + 1] = { role = role, lines = current }
    else
      table.insert(current or system, line)
    end
  end
  local function joined(part)
    return text.trimmed(text.joined(part))
  end
  if #messages == 0 then
    return nil, { { role = 'user', content = joined(system) } }
  end
  local prompt = joined(system)
  return prompt ~= '' and prompt or nil, vim.tbl_filter(function(message)
    return message.content ~= ''
  end, vim.tbl_map(function(message)
    return { role = message.role, content = joined(message.lines) }
  end, messages))
end

---Appends messages to a thread, one after the other, and calls back.
local function append(thread_id, messages, count, callback, index)
  index = index or 1
  if index > count then
    return callback()
  end
  local params = { threadId = thread_id, role = messages[index].role, content = messages[index].content }
  connection.request('message/append', params, function(err)
    if err then
      return notice.error(err)
    end
    append(thread_id, messages, count, callback, index + 1)
  end)
end

---The lines of an answer in the file, with the heading of the next question.
local function wrapped(lines)
  return vim.list_extend(vim.list_extend({ '', '## Assistant', '' }, lines), { '', '## You', '' })
end

---Asks the last question of a buffer.
function M.ask(buffer)
  local why = selection.refusal(buffer)
  if why then
    return notice.error(why)
  end
  local lines = vim.api.nvim_buf_get_lines(buffer, 0, -1, false)
  local system, messages = M.parse(lines)
  local last = messages[#messages]
  if not last or last.role ~= 'user' or last.content == '' then
    return notice.info('There is no question: write it below the last "## You".')
  end
  -- Empty lines at the end are not kept above the answer.
  while #lines > 1 and vim.trim(lines[#lines]) == '' do
    table.remove(lines)
  end
  local range = selection.of_lines(buffer, #lines, #lines)
  local name = vim.fn.fnamemodify(vim.api.nvim_buf_get_name(buffer), ':t')
  local id = uuid.new()
  local title = name ~= '' and text.shortened(name, 60) or nil
  connection.request('thread/create', {
    id = id, title = title, systemPrompt = system, model = config.values.model, purpose = 'edit',
  }, function(err)
    if err then
      return notice.error(err)
    end
    append(id, messages, #messages - 1, function()
      rewrite.below({ threadId = id, input = last.content }, buffer, range, wrapped, function()
        connection.request('thread/delete', { threadId = id }, function() end)
      end)
    end)
  end)
end

return M
