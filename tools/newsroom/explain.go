package main

import (
	"errors"
	"fmt"
	"io/fs"

	"proximite/tools/internal/destination"
	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/hugosite"
)

// explain puts a failure of the machine into a sentence for the staff, with what
// they can do. An error that it does not know stays as it is.
func explain(err error, folder string) error {
	var text diagnostic.Text
	var atPath *fs.PathError
	switch {
	case hugosite.DiskFull(err):
		text = diagnostic.Text{
			FR: fmt.Sprintf("le disque est plein : il n’y a plus de place pour écrire à côté de %q. Libérez de la place et recommencez. L’ancien site est intact.", folder),
			EN: fmt.Sprintf("the disk is full: there is no room left to write next to %q. Free some space and try again. The former site is untouched.", folder),
		}
	case errors.Is(err, destination.ErrFile):
		text = diagnostic.Text{
			FR: fmt.Sprintf("impossible d’écrire dans %q : c’est un fichier, pas un dossier. Donnez un autre dossier avec --destination.", folder),
			EN: fmt.Sprintf("cannot write into %q: it is a file, not a folder. Give another folder with --destination.", folder),
		}
	case errors.Is(err, destination.ErrForeign):
		text = diagnostic.Text{
			FR: fmt.Sprintf("le dossier %q contient des fichiers qui ne viennent pas d’une construction du site ; ils seraient perdus. Donnez un dossier vide ou un autre nom avec --destination.", folder),
			EN: fmt.Sprintf("the folder %q holds files that do not come from a build of the site; they would be lost. Give an empty folder or another name with --destination.", folder),
		}
	case errors.As(err, &atPath):
		text = diagnostic.Text{
			FR: fmt.Sprintf("impossible de lire ou d’écrire %q (%v). Vérifiez que le dossier existe, que vous avez le droit d’y écrire et qu’aucun fichier ne porte déjà ce nom.", atPath.Path, atPath.Err),
			EN: fmt.Sprintf("cannot read or write %q (%v). Check that the folder exists, that you may write there and that no file has that name already.", atPath.Path, atPath.Err),
		}
	case errors.Is(err, hugosite.ErrDestination):
		text = diagnostic.Text{
			FR: fmt.Sprintf("impossible d’écrire le site à côté de %q (%v). L’ancien site est intact.", folder, err),
			EN: fmt.Sprintf("cannot write the site next to %q (%v). The former site is untouched.", folder, err),
		}
	default:
		return err
	}
	return errUsage{text}
}
