# cpack -G DEB in the build folder makes the .deb (it needs the packages dpkg-dev and file).
# What the program links is read from the program itself; fonts and the OpenGL driver are not linked.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME lactasim)
set(CPACK_PACKAGE_CONTACT "The LactaSim authors <lactasim@example.org>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "Hands-on lactation care simulator for skills labs")
set(CPACK_PACKAGE_DESCRIPTION
    "Practise hands-on lactation care on a breast that answers: tissue deforms,\noedema moves, ducts open, milk flows, the patient speaks and hurts. Every\naction is measured and marked against a cited technique.")
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "fonts-noto-core")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "libgl1-mesa-dri, fonts-dejavu-core")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_RESOURCE_FILE_LICENSE ${CMAKE_SOURCE_DIR}/LICENSE)
include(CPack)
