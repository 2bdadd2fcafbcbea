---The colours of fenced code in a chat: by Tree-sitter where the language's parser is installed, else
---by Neovim's own syntax files.
local fences = require('skein.chat.fences')
local languages = require('skein.languages')

local M = {}

M.namespace = vim.api.nvim_create_namespace('skein.code')

---Longer code, in bytes, stays without colours of Tree-sitter.
M.LONGEST = 200000

---Neovim's own syntax inside fences of a language. It is included once in a buffer.
local function include(chat, language, filetype)
  chat.syntaxes = chat.syntaxes or {}
  if chat.syntaxes[language] or vim.bo[chat.buffer].syntax ~= 'skein' or not languages.has_syntax(filetype) then
    return
  end
  chat.syntaxes[language] = true
  vim.api.nvim_buf_call(chat.buffer, function()
    local current = vim.b.current_syntax
    vim.b.current_syntax = nil
    local cluster = 'skeinCode_' .. filetype
    pcall(vim.cmd, ('syntax include @%s syntax/%s.vim'):format(cluster, filetype))
    vim.b.current_syntax = current
    vim.cmd(([[syntax region skeinFence_%s matchgroup=SkeinNote start=/^\s*\z(`\{3,}\)\s*\V%s\m\>[^`]*$/ ]]
      .. [[end=/^\s*\z1`*\s*$/ keepend contains=@%s]]):format(filetype, vim.fn.escape(language, '/\\'), cluster))
  end)
end

---The colours of a text: `{row, column, end_row, end_column, group}`.
local function captures(language, text)
  local parser = vim.treesitter.get_string_parser(text, language)
  local found = {}
  local function take(tree, own)
    local query = vim.treesitter.query.get(own, 'highlights')
    if not query then
      return
    end
    for id, node in query:iter_captures(tree:root(), text) do
      local name = query.captures[id]
      if not vim.startswith(name, '_') and name ~= 'spell' and name ~= 'nospell' then
        local row, column, end_row, end_column = node:range()
        found[#found + 1] = { row, column, end_row, end_column, ('@%s.%s'):format(name, own) }
      end
    end
  end
  parser:parse()
  take(parser:trees()[1], language)
  return found
end

---Colours one block by Tree-sitter; its first row is where its content begins.
local function colour(buffer, first, lines, language)
  local text = table.concat(lines, '\n')
  if #text > M.LONGEST then
    return
  end
  local ok, found = pcall(captures, language, text)
  for _, each in ipairs(ok and found or {}) do
    vim.api.nvim_buf_set_extmark(buffer, M.namespace, first + each[1], each[2], {
      end_row = first + each[3], end_col = each[4], hl_group = each[5], priority = 110, strict = false,
    })
  end
end

---Colours the code that begins between two marks.
local function colour_between(chat, first, last)
  local lines = vim.api.nvim_buf_get_lines(chat.buffer, first, last, false)
  for _, block in ipairs(fences.of_lines(lines)) do
    local filetype = languages.filetype(block.language)
    local parsed = filetype and languages.parsed(filetype)
    local row = first + block.first - 1
    vim.api.nvim_buf_clear_namespace(chat.buffer, M.namespace, row, first + block.last)
    if parsed then
      colour(chat.buffer, row, vim.list_slice(lines, block.first, block.last), parsed)
    elseif filetype then
      include(chat, block.language:lower():match('^[^%s{]+') or filetype, filetype)
    end
  end
end

local function work(chat)
  local next = table.remove(chat.uncoloured)
  if not next or not vim.api.nvim_buf_is_loaded(chat.buffer) then
    chat.uncoloured = nil
    return
  end
  local found = vim.api.nvim_buf_get_extmark_by_id(chat.buffer, M.namespace, next, { details = true })
  vim.api.nvim_buf_del_extmark(chat.buffer, M.namespace, next)
  if found[1] and found[3].end_row and found[3].end_row > found[1] then
    colour_between(chat, found[1], found[3].end_row)
  end
  vim.defer_fn(function()
    work(chat)
  end, 1)
end

---Colours the code in these rows soon, the last rows first; keys come between one block and the next.
function M.colour_soon(chat, first, last)
  local mark = vim.api.nvim_buf_set_extmark(chat.buffer, M.namespace, first, 0, { end_row = last, end_col = 0, strict = false })
  if chat.uncoloured then
    table.insert(chat.uncoloured, mark)
    return
  end
  chat.uncoloured = { mark }
  vim.defer_fn(function()
    work(chat)
  end, 1)
end

return M
