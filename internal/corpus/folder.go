package corpus

import (
	"io/fs"
	"path"
	"slices"
	"strings"
)

// Bounds of a folder's articles. An owner's FAQ stays far below; above them every start would take seconds, and an
// answer no longer comes at once.
const (
	MaxArticles = 4 << 20 // bytes of all articles together, some 750 pages
	MaxPassages = 20_000
)

const tooManyPassages = "the articles here make more than %d passages; keep what people ask about, and take the rest out of the folder"

// articleNames are the names of a folder's articles. Files that are no articles and belong to nothing else are noted as
// warnings, each with what to do.
func articleNames(r *report, layer fs.FS) (names []string, ok bool) {
	entries, err := fs.ReadDir(layer, ".")
	if err != nil {
		r.add(".", 0, "reading the folder: %v", plainError(err))
		return nil, false
	}
	r.warnings = nil // an earlier folder's articles are replaced, and so are its other files
	for _, e := range entries {
		name := e.Name()
		ext := strings.ToLower(path.Ext(name))
		text := ext == ".md" || ext == ".txt"
		switch {
		case e.IsDir() || strings.HasPrefix(name, ".") || strings.EqualFold(strings.TrimSuffix(name, path.Ext(name)), "readme"):
		case text && disguised(name):
			r.add(name, 0, "is a YAML file under a second ending; rename it so that it ends in .yaml")
		case text:
			names = append(names, name)
		case isOther(layer, name):
			r.warnings.Add(name, 0, "%s", otherKind(ext))
		}
	}
	return names, true
}

// isOther tells whether a file that is no article is worth a word: not those that belong beside articles, and not what
// an office program keeps while a document is open.
func isOther(layer fs.FS, name string) bool {
	info, err := fs.Stat(layer, name)
	return err == nil && info.Mode().IsRegular() && !slices.Contains([]string{"topics.yaml", "topics.yml", "synonyms.yaml", "synonyms.yml"}, name) && !strings.HasPrefix(name, "~$")
}

// otherKind says what to do with a file of some ending.
func otherKind(ext string) string {
	switch ext {
	case ".html", ".htm", ".docx", ".csv":
		return `is not read as it is; "backtalk import FILE --to FOLDER" takes it in`
	case ".pdf", ".doc", ".rtf", ".odt", ".pages", ".xlsx":
		return "is not read; save it as .docx or .csv and import that, or paste its text into a .md file"
	}
	return "is not read; articles are files that end in .md or .txt"
}

// fits reports articles that are too large together, by their sizes alone. One that is too large by itself is
// reported where it is read.
func fits(r *report, layer fs.FS, names []string) bool {
	var total, most int64
	largest := ""
	for _, name := range names {
		info, err := fs.Stat(layer, name)
		if err != nil || !info.Mode().IsRegular() || info.Size() > MaxFile {
			continue
		}
		total += info.Size()
		if info.Size() > most {
			most, largest = info.Size(), name
		}
	}
	if total <= MaxArticles {
		return true
	}
	const mega = 1 << 20
	r.add(".", 0, "the articles here hold %.1f MB together, of which %s has %.1f; at most %d MB are read. "+
		"Keep what people ask about, and take the rest out of the folder", float64(total)/mega, largest, float64(most)/mega, MaxArticles/mega)
	return false
}
