package main

import (
	"fmt"
	"os"
	"path/filepath"

	"backtalk/internal/config"
	"backtalk/internal/corpus"
	"backtalk/knowledge"
)

// folders are the built-in knowledge and, when one is given, the clinic's own folder. That is opened as a root, so that no
// link leads out of it. close must be called after loading. What a running program fitted to that folder comes along.
func (a *app) folders(c config.Config) (folders corpus.Folders, close func(), err error) {
	folders = corpus.Folders{Builtin: knowledge.FS, Serve: serving(c.Knowledge.Builtin)}
	own := a.ownFolder(c.Knowledge)
	if own == "" {
		return folders, func() {}, nil
	}
	root, err := os.OpenRoot(own)
	if err != nil {
		return corpus.Folders{}, nil, fmt.Errorf("opening the knowledge folder: %w; it is named by --knowledge, or by knowledge.folder of the configuration: correct the name, or make it with \"backtalk import FILE --to FOLDER\"", err)
	}
	folders.Own, folders.Name, folders.Fitted = root.FS(), own, readFitted(a.dataPath(c))
	return folders, func() { _ = root.Close() }, nil
}

// ownFolder is the clinic's own folder, from the flag, else from the configuration; empty when there is none.
func (a *app) ownFolder(k config.Knowledge) string {
	if a.knowledgeDir != "" || k.Folder == "" {
		return a.knowledgeDir
	}
	return a.beside(k.Folder)
}

// beside is a path that the configuration names: a relative one stands beside it.
func (a *app) beside(path string) string {
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(filepath.Dir(a.configFile), path)
}

// serving is knowledge.builtin as the corpus takes it.
func serving(builtin *bool) corpus.Serving {
	switch {
	case builtin == nil:
		return corpus.Auto
	case *builtin:
		return corpus.Yes
	}
	return corpus.No
}
