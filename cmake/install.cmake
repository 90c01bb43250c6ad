# Installing: added with the package.
