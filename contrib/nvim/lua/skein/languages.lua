---The languages of fenced code: their 'filetype', and what can colour them.
local M = {}

---What models write behind a fence, where it is not the name of the 'filetype'.
local filetypes = {
  bash = 'sh', shell = 'sh', console = 'sh', zsh = 'zsh', js = 'javascript', jsx = 'javascriptreact',
  ts = 'typescript', tsx = 'typescriptreact', py = 'python', python3 = 'python', rb = 'ruby', rs = 'rust',
  golang = 'go', ['c++'] = 'cpp', cxx = 'cpp', ['c#'] = 'cs', csharp = 'cs', objc = 'objc', hs = 'haskell',
  kt = 'kotlin', yml = 'yaml', md = 'markdown', viml = 'vim', vimscript = 'vim', docker = 'dockerfile',
  makefile = 'make', tex = 'tex', latex = 'tex', ['emacs-lisp'] = 'lisp', elisp = 'lisp', patch = 'diff',
}

---The 'filetype' of the language behind a fence; nil without one.
function M.filetype(language)
  local name = language:lower():match('^[%w_+#-]+')
  local filetype = name and (filetypes[name] or name)
  return filetype and filetype:find('^[%w_]+$') and filetype or nil
end

---The language of Tree-sitter for a 'filetype', where its parser and its colours are installed.
function M.parsed(filetype)
  if vim.fn.has('nvim-0.9') == 0 then
    return nil
  end
  local language = vim.treesitter.language.get_lang(filetype) or filetype
  local ok, added = pcall(vim.treesitter.language.add, language)
  local has_colours = ok and added ~= false and vim.treesitter.query.get(language, 'highlights') ~= nil
  return has_colours and language or nil
end

---Whether Neovim has a syntax file for a 'filetype'.
function M.has_syntax(filetype)
  return #vim.api.nvim_get_runtime_file(('syntax/%s.vim'):format(filetype), false) > 0
end

return M
